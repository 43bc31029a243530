/** What the window says politely to a screen reader, apart from what changes where the person is looking. */
export class Announcer {
  text = $state('');

  say(text: string): void {
    // The same sentence twice would be no change of the live region, and so would not be read; a blank that shows nowhere is.
    this.text = text === this.text ? `${text}\u00A0` : text;
  }
}

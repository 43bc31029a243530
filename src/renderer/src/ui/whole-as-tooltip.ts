/** A text that is cut off is whole as a tooltip; found out when it is pointed at, and not for every cell of every frame. */
export function wholeAsTooltip({ target }: PointerEvent): void {
  const cell = (target as Element).closest<HTMLElement>('th, td, .value, .head');
  if (cell?.childElementCount !== 0) return;
  cell.title = cell.scrollWidth > cell.clientWidth ? cell.textContent.trim() : '';
}

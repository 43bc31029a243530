import type { ApplicationId } from '../../../core/domain/identifiers.ts';
import type { SelectionView } from '../../../shared/ipc/views.ts';

type Page = SelectionView['page'];
type Tab = SelectionView['tab'];

/** Where the person is. Every move is remembered, so that a restart leads back. */
export class Route {
  page = $state<Page>('applications');
  /** The application whose page is open; null on the list and on other pages. */
  applicationId = $state.raw<ApplicationId | null>(null);
  tab = $state<Tab>('trust');
  /** The application last opened: the list puts the focus back on its row. */
  lastOpened: ApplicationId | null = null;
  /** Of the section a person was sent to, until its page has shown it. */
  wantedHeading = $state<string | null>(null);
  readonly #remember: (selection: SelectionView) => void;

  constructor(remember: (selection: SelectionView) => void) {
    this.#remember = remember;
  }

  restore(selection: SelectionView): void {
    this.page = selection.page;
    this.applicationId = selection.applicationId;
    this.tab = selection.tab;
  }

  toApplications(): void {
    this.#go('applications', null);
  }

  toApplication(applicationId: ApplicationId, tab: Tab = this.tab): void {
    this.tab = tab;
    this.#go('applications', applicationId);
  }

  /** To a section of its *Trust* tab. */
  toSection(applicationId: ApplicationId, heading: string): void {
    this.toApplication(applicationId, 'trust');
    this.wantedHeading = heading;
  }

  toUsers(): void {
    this.#go('users', null);
  }

  toRequests(): void {
    this.#go('requests', null);
  }

  toTenants(): void {
    this.#go('tenants', null);
  }

  toSettings(heading: string | null = null): void {
    this.#go('settings', null);
    this.wantedHeading = heading;
  }

  toAbout(): void {
    this.#go('about', null);
  }

  showTab(tab: Tab): void {
    this.tab = tab;
    this.#go(this.page, this.applicationId);
  }

  /** For the page that shows it: what was wanted is wanted once. */
  takeHeading(): string | null {
    const heading = this.wantedHeading;
    if (heading !== null) this.wantedHeading = null;
    return heading;
  }

  #go(page: Page, applicationId: ApplicationId | null): void {
    this.lastOpened = applicationId ?? this.applicationId;
    this.wantedHeading = null;
    this.page = page;
    this.applicationId = applicationId;
    this.#remember({ page, applicationId, tab: this.tab });
  }
}

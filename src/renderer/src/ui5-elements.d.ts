import type Bar from '@ui5/webcomponents/dist/Bar.js';
import type BusyIndicator from '@ui5/webcomponents/dist/BusyIndicator.js';
import type Button from '@ui5/webcomponents/dist/Button.js';
import type CheckBox from '@ui5/webcomponents/dist/CheckBox.js';
import type ComboBox from '@ui5/webcomponents/dist/ComboBox.js';
import type ComboBoxItem from '@ui5/webcomponents/dist/ComboBoxItem.js';
import type Dialog from '@ui5/webcomponents/dist/Dialog.js';
import type Icon from '@ui5/webcomponents/dist/Icon.js';
import type Input from '@ui5/webcomponents/dist/Input.js';
import type Label from '@ui5/webcomponents/dist/Label.js';
import type Link from '@ui5/webcomponents/dist/Link.js';
import type MessageStrip from '@ui5/webcomponents/dist/MessageStrip.js';
import type Option from '@ui5/webcomponents/dist/Option.js';
import type Popover from '@ui5/webcomponents/dist/Popover.js';
import type RadioButton from '@ui5/webcomponents/dist/RadioButton.js';
import type Select from '@ui5/webcomponents/dist/Select.js';
import type Switch from '@ui5/webcomponents/dist/Switch.js';
import type Tab from '@ui5/webcomponents/dist/Tab.js';
import type TabContainer from '@ui5/webcomponents/dist/TabContainer.js';
import type Tag from '@ui5/webcomponents/dist/Tag.js';
import type TextArea from '@ui5/webcomponents/dist/TextArea.js';
import type Title from '@ui5/webcomponents/dist/Title.js';
import type UI5Element from '@ui5/webcomponents-base/dist/UI5Element.js';
import type ShellBar from '@ui5/webcomponents-fiori/dist/ShellBar.js';
import type ShellBarBranding from '@ui5/webcomponents-fiori/dist/ShellBarBranding.js';
import type SideNavigation from '@ui5/webcomponents-fiori/dist/SideNavigation.js';
import type SideNavigationItem from '@ui5/webcomponents-fiori/dist/SideNavigationItem.js';
import type SideNavigationSubItem from '@ui5/webcomponents-fiori/dist/SideNavigationSubItem.js';
import type Wizard from '@ui5/webcomponents-fiori/dist/Wizard.js';
import type WizardStep from '@ui5/webcomponents-fiori/dist/WizardStep.js';
import type { HTMLAttributes } from 'svelte/elements';

type OwnKeys<T> = Exclude<keyof T & string, keyof HTMLElement | keyof UI5Element | `_${string}` | 'eventDetails'>;
type Properties<T> = { [K in OwnKeys<T>]?: T[K] | undefined };
// UI5 fires each event under both names; only `ui5-…` is a direct listener in Svelte and free of a11y warnings.
type Events<T extends { eventDetails: object }> = {
  [K in keyof T['eventDetails'] & string as `onui5-${K}`]?:
    ((event: CustomEvent<T['eventDetails'][K]> & { readonly currentTarget: T }) => void) | undefined;
};
type Element<T extends HTMLElement & { eventDetails: object }> = Omit<HTMLAttributes<T>, OwnKeys<T>> &
  Properties<T> &
  Events<T>;

declare module 'svelte/elements' {
  export interface SvelteHTMLElements {
    'ui5-bar': Element<Bar>;
    'ui5-busy-indicator': Element<BusyIndicator>;
    'ui5-button': Element<Button>;
    'ui5-checkbox': Element<CheckBox>;
    'ui5-combobox': Element<ComboBox>;
    'ui5-cb-item': Element<ComboBoxItem>;
    'ui5-dialog': Element<Dialog>;
    'ui5-icon': Element<Icon>;
    'ui5-input': Element<Input>;
    'ui5-label': Element<Label>;
    'ui5-link': Element<Link>;
    'ui5-message-strip': Element<MessageStrip>;
    'ui5-option': Element<Option>;
    'ui5-popover': Element<Popover>;
    'ui5-radio-button': Element<RadioButton>;
    'ui5-select': Element<Select>;
    'ui5-shellbar': Element<ShellBar>;
    'ui5-shellbar-branding': Element<ShellBarBranding>;
    'ui5-side-navigation': Element<SideNavigation>;
    'ui5-side-navigation-item': Element<SideNavigationItem>;
    'ui5-side-navigation-sub-item': Element<SideNavigationSubItem>;
    'ui5-switch': Element<Switch>;
    'ui5-tab': Element<Tab>;
    'ui5-tabcontainer': Element<TabContainer>;
    'ui5-tag': Element<Tag>;
    'ui5-textarea': Element<TextArea>;
    'ui5-title': Element<Title>;
    'ui5-wizard': Element<Wizard>;
    'ui5-wizard-step': Element<WizardStep>;
  }
}

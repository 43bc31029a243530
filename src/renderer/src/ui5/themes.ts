// The themes only: `Assets.js` of these packages would drag in every language and calendar, 13 MB of them.
import '@ui5/webcomponents-theming/dist/generated/json-imports/Themes.js';
import '@ui5/webcomponents/dist/generated/json-imports/Themes.js';
import '@ui5/webcomponents-fiori/dist/generated/json-imports/Themes.js';

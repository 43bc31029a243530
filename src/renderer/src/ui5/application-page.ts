import '@ui5/webcomponents/dist/Button.js';
import '@ui5/webcomponents/dist/Link.js';
import '@ui5/webcomponents/dist/Tab.js';
import '@ui5/webcomponents/dist/TabContainer.js';
import '@ui5/webcomponents-icons/dist/copy.js';

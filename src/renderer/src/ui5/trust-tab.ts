import '@ui5/webcomponents/dist/Link.js';
import '@ui5/webcomponents-icons/dist/alert.js';
import '@ui5/webcomponents-icons/dist/broken-link.js';
import '@ui5/webcomponents-icons/dist/delete.js';
import '@ui5/webcomponents-icons/dist/key.js';
import '@ui5/webcomponents-icons/dist/validate.js';
import '@ui5/webcomponents-icons/dist/wrench.js';

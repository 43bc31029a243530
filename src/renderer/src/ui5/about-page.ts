import '@ui5/webcomponents/dist/Link.js';

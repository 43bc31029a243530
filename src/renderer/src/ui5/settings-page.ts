import '@ui5/webcomponents/dist/RadioButton.js';

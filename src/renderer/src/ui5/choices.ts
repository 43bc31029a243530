import '@ui5/webcomponents/dist/CheckBox.js';
import '@ui5/webcomponents/dist/RadioButton.js';

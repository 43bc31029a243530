/** The fields a person can fill in. A failure names one of them; the window shows the failure at that field. */
export type FieldName =
  | 'display-name'
  | 'name'
  | 'description'
  | 'api-name'
  | 'api-description'
  | 'dependency-name'
  | 'secret-description'
  | 'user-name'
  | 'mail'
  | 'first-name'
  | 'last-name'
  | 'group'
  | 'http-port'
  | 'https-port'
  | 'api-url'
  | 'api-headers'
  | 'api-body';

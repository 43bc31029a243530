/** Goes, with its one use in TokenCall.svelte, when the local tenant answers token requests. */
export const TOKEN_ENDPOINT_NOTE =
  'Token requests are answered by the tenant that the credentials belong to. The local tenant will do so at the address above from the next version of Trust Desk on.';

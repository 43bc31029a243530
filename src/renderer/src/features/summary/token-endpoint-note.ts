/** Goes, with its one use in TokenCall.svelte, when the local tenant answers token requests. */
export const TOKEN_ENDPOINT_NOTE =
  'The token endpoint of the local tenant comes with the next version of Trust Desk: until then this call is not answered on this machine.';

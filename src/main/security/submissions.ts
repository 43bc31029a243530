/** Addresses that a form of ours may be sent to. Nobody can guess one, and each is taken away with its window. */
const open = new Set<string>();

export const isSubmission = (url: string): boolean => open.has(url);

/** The one navigation that a window may make; answers the end of it. */
export function allowSubmission(url: string): () => void {
  open.add(url);
  return () => void open.delete(url);
}

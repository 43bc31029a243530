declare const held: unique symbol;

/**
 * What a call answers with thousands of members, as one text of JSON. The bridge between the preload and the page copies an object member by
 * member, a text in one piece: ten thousand rows come several times faster so (bench/README.md).
 */
export type JsonText<T> = string & { readonly [held]: T };

/** Only for what JSON holds without loss: texts, numbers, booleans, null, and lists and objects of these. */
export const toJson = <T>(value: T): JsonText<T> => JSON.stringify(value) as JsonText<T>;

export const fromJson = <T>(text: JsonText<T>): T => JSON.parse(text) as T;

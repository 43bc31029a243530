import type { Result } from '../../core/domain/result.ts';

declare const input: unique symbol;
declare const output: unique symbol;
declare const payload: unique symbol;

/** One call: the window asks, main answers with a `Result`. The types exist for the compiler only. */
export interface Call<I, O> {
  readonly kind: 'call';
  readonly [input]?: I;
  readonly [output]?: O;
}

/** One event: main tells the window that something changed; it carries little, the window asks for the rest. */
export interface Announcement<P> {
  readonly kind: 'event';
  readonly [payload]?: P;
}

export const call = <I, O>(): Call<I, O> => ({ kind: 'call' });
export const event = <P>(): Announcement<P> => ({ kind: 'event' });

/** Any contract, as one walks over it: groups of calls and events. */
export type Contract = Readonly<Record<string, Readonly<Record<string, { readonly kind: 'call' | 'event' }>>>>;

type InputOf<E> = E extends Call<infer I, unknown> ? I : never;
type OutputOf<E> = E extends { readonly [output]?: infer O } ? O : never;
type PayloadOf<E> = E extends Announcement<infer P> ? P : never;

type CallNames<G> = { [N in keyof G]: G[N] extends { kind: 'call' } ? N : never }[keyof G];
type EventNames<G> = { [N in keyof G]: G[N] extends { kind: 'event' } ? N : never }[keyof G];

type CallFunction<I, O> = [I] extends [void] ? () => Promise<Result<O>> : (input: I) => Promise<Result<O>>;

/** What the window sees: every call as a function, every event as a subscription that returns its own end. */
export type Client<C> = {
  readonly [G in keyof C]: {
    readonly [N in CallNames<C[G]>]: CallFunction<InputOf<C[G][N]>, OutputOf<C[G][N]>>;
  } & {
    readonly [N in EventNames<C[G]>]: (listener: (payload: PayloadOf<C[G][N]>) => void) => () => void;
  };
};

/** What main implements: one handler for every call; a missing one does not compile. */
export type Handlers<C> = {
  readonly [G in keyof C]: {
    readonly [N in CallNames<C[G]>]: (input: InputOf<C[G][N]>) => Promise<Result<OutputOf<C[G][N]>>>;
  };
};

/** What main may announce. */
export type Announcer<C> = {
  readonly [G in keyof C as EventNames<C[G]> extends never ? never : G]: {
    readonly [N in EventNames<C[G]>]: (payload: PayloadOf<C[G][N]>) => void;
  };
};

/** One parser for every call's input; a missing one does not compile. `Parser` answers undefined for what it refuses. */
export type Parsers<C> = {
  readonly [G in keyof C]: { readonly [N in CallNames<C[G]>]: Parser<InputOf<C[G][N]>> };
};

export type Parser<I> = (input: unknown) => Parsed<I>;
/** `path` names the member that is wrong, never its content. */
type Parsed<I> = { readonly ok: true; readonly value: I } | { readonly ok: false; readonly path: string };

/** The only place where a channel name is made. */
export const channelOf = (group: string, name: string): string => `trust-desk:${group}.${name}`;

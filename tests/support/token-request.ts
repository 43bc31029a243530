import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** The JSON of the body; empty when there is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Sent {
  /** With scheme, host and port. */
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'HEAD';
  /** An array stands for a header that is sent more than once. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
  /** The certificate to trust. */
  readonly ca?: string;
}

const agents = { http: new HttpAgent({ keepAlive: false }), https: new HttpsAgent({ keepAlive: false }) };

/** A request as it is, without the headers that `fetch` adds. */
export function send({ url, method, headers, body, ca }: Sent): Promise<Reply> {
  return new Promise((settle, fail) => {
    const done = (response: IncomingMessage): void => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', fail);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        settle({ status: response.statusCode ?? 0, headers: response.headers, text, body: parsed(text) });
      });
    };
    const secure = url.startsWith('https:');
    const request = secure
      ? httpsRequest(url, { method, headers, ca, agent: agents.https }, done)
      : httpRequest(url, { method, headers, agent: agents.http }, done);
    request.on('error', fail);
    request.end(body);
  });
}

const parsed = (text: string): Readonly<Record<string, unknown>> =>
  text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);

/** Basic with both halves form-encoded (RFC 6749, 2.3.1). */
export const basic = (clientId: string, secret: string): string =>
  `Basic ${Buffer.from(`${formEncoded(clientId)}:${formEncoded(secret)}`, 'utf8').toString('base64')}`;

const formEncoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

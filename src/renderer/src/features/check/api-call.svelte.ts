import type { ApiAnswer } from '../../../../core/domain/check/api-answer.ts';
import {
  parseApiBody,
  parseApiHeaders,
  parseApiUrl,
  type ApiMethod,
  type TypedApiRequest,
} from '../../../../core/domain/check/api-request.ts';
import type { Failure } from '../../../../core/domain/failure.ts';
import type { TrustDeskClient } from '../../../../shared/ipc/client.ts';
import { fieldOf } from '../../failure-text/failure-text.ts';
import { Action } from '../../state/action.svelte.ts';
import { Field } from '../../state/field.svelte.ts';

/** What is sent to an API, and what came back. */
export class ApiCall {
  method = $state<ApiMethod>('GET');
  readonly url: Field;
  readonly headers = new Field((typed) => {
    const parsed = parseApiHeaders(typed);
    return parsed.ok ? { ok: true, value: typed } : parsed;
  });
  readonly body = new Field((typed) => parseApiBody(typed, this.method));
  answer = $state.raw<ApiAnswer | null>(null);
  /** Of the last call, if it is about no field. */
  failure = $state.raw<Failure | null>(null);
  readonly sending: Action<string, ApiAnswer>;

  constructor(api: TrustDeskClient['checks'], lastUrl: string) {
    this.url = new Field(parseApiUrl, lastUrl);
    this.sending = new Action((handle) => api.callApi({ handle, ...this.#typed() }));
  }

  async send(handle: string): Promise<void> {
    const valid = [this.url, this.headers, this.body].map((field) => field.check());
    if (valid.includes(false)) return;
    this.failure = null;
    const sent = await this.sending.run(handle);
    if (!sent) return;
    this.answer = sent.ok ? sent.value : null;
    if (!sent.ok) this.#refuse(sent.failure);
  }

  #typed(): TypedApiRequest {
    return { url: this.url.value, method: this.method, headers: this.headers.value, body: this.body.value };
  }

  #refuse(failure: Failure): void {
    const field = fieldOf(failure);
    if (field === 'api-url') this.url.refuse(failure);
    else if (field === 'api-headers') this.headers.refuse(failure);
    else if (field === 'api-body') this.body.refuse(failure);
    else this.failure = failure;
  }
}

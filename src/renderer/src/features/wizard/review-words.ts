import { resourceOf } from '../../../../core/domain/dependency.ts';
import { apiLabel } from '../../api-words.ts';
import { quoted } from '../../failure-text/words.ts';
import { formatDay } from '../../ui/format-time.ts';
import type { Draft } from './draft.svelte.ts';
import type { Step } from './steps.ts';

export interface ReviewPart {
  readonly step: Step;
  readonly heading: string;
  readonly facts: readonly { readonly term: string; readonly text: string; readonly code?: boolean }[];
}

/** Everything that will be created, in words, by the step where it can be changed. */
export function reviewOf(draft: Draft, now: Date): readonly ReviewPart[] {
  const name = draft.name.parsed;
  return [
    {
      step: 'name',
      heading: 'Name',
      facts: [
        { term: 'Dependency Name', text: name },
        { term: 'Resource', text: resourceOf(name), code: true },
      ],
    },
    {
      step: 'api',
      heading: 'API',
      facts: [
        { term: 'API', text: draft.allApis ? apiLabel(null) : (draft.apiName ?? '') },
        { term: 'Provider', text: draft.provider.label },
      ],
    },
    { step: 'application', heading: 'Application', facts: consumerFacts(draft, now) },
  ];
}

function consumerFacts(draft: Draft, now: Date): ReviewPart['facts'] {
  if (draft.consumerKind === 'existing') {
    const { row, lacksClientCredentials, allowsClientCredentials } = draft.existing;
    return [
      { term: 'Existing Application', text: row?.label ?? '' },
      { term: 'Client ID', text: row?.clientId ?? '', code: true },
      { term: 'Client Secret', text: 'None is generated: the application keeps using its own.' },
      ...(lacksClientCredentials
        ? [
            {
              term: 'Client Credentials',
              text: allowsClientCredentials ? 'Are allowed for it, too.' : 'Stay forbidden for it.',
            },
          ]
        : []),
    ];
  }
  const description = draft.description.parsed;
  return [
    { term: 'New Application', text: draft.displayName.parsed },
    ...(description ? [{ term: 'Application Description', text: description }] : []),
    { term: 'Client Secret', text: draft.generateSecret ? secretText(draft, now) : 'None is generated.' },
  ];
}

function secretText({ secret }: Draft, now: Date): string {
  const expiry = secret.expiry(now);
  const until = expiry ? `valid until ${formatDay(expiry)}` : 'without expiry';
  const { description } = secret.wish;
  return `Generated, ${until}${description ? `, described as ${quoted(description)}` : ''}.`;
}

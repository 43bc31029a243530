import type { Failure, FailureCode } from '../../../../core/domain/failure.ts';
import type { FieldName } from '../../../../core/domain/field.ts';
import { fieldOf } from '../../failure-text/failure-text.ts';

export const STEPS = ['name', 'api', 'application', 'review'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_NAMES: Record<Step, string> = {
  name: 'Name',
  api: 'API',
  application: 'Application',
  review: 'Review',
};

const STEP_OF_FIELD: { readonly [F in FieldName]?: Step } = {
  'dependency-name': 'name',
  'display-name': 'application',
  description: 'application',
  'secret-description': 'application',
};

const STEP_OF_CODE: { readonly [C in FailureCode]?: Step } = {
  'api-unknown': 'api',
  'application-unknown': 'application',
  'consumer-is-provider': 'application',
  'dependency-limit-reached': 'application',
};

/** The step where a refusal can be mended; undefined when it is not about what was entered. */
export function stepOf(failure: Failure): Step | undefined {
  const field = fieldOf(failure);
  return field === undefined ? STEP_OF_CODE[failure.code] : STEP_OF_FIELD[field];
}

import type { Application } from '../domain/application.ts';
import type { ApplicationId } from '../domain/identifiers.ts';
import { ok, type Result } from '../domain/result.ts';
import { changeMembers, type Desk } from './desk.ts';

/** SAP's option *Allow all APIs for principal propagation* of a provider; user flows only. */
export const allowAllApis = (desk: Desk, providerId: ApplicationId, allowed: boolean): Promise<Result<Application>> =>
  changeMembers(desk, providerId, () => ok({ allowsAllApisForPrincipalPropagation: allowed }));

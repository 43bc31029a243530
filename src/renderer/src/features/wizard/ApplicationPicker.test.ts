import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { clientId } from '../../../../core/domain/identifiers.ts';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { aRow, idOf } from '../../../../../tests/support/views.ts';
import ApplicationPicker from './ApplicationPicker.svelte';

test('applications of others bear their type and an ID, by which they can be told apart', () => {
  const bundled = aRow(4, { label: 'Analytics', name: 'sac', kind: 'bundled' });
  const rows = [
    aRow(2, { label: 'Dashboard', name: 'reports' }),
    aRow(3, { label: 'Console', name: 'console', kind: 'system', clientId: clientId('') }),
    bundled,
  ];
  const nothing = () => undefined;
  renderIn(fakeApp(), ApplicationPicker, { rows, chosen: null, topKey: '', onchoose: nothing, ongoon: nothing });
  const said = screen.getAllByRole('option').map((each) => each.textContent.replaceAll(/\s+/g, ' ').trim());
  expect(said).toEqual(['Dashboard reports', `Console System ${idOf(3)}`, `Analytics Bundled ${bundled.clientId}`]);
});

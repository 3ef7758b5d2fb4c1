import { Testing } from 'cdk8s';
import { configurations } from './support/bad-input/configurations';
import { connections } from './support/bad-input/connections';
import { containers } from './support/bad-input/containers';
import { identities } from './support/bad-input/identities';
import { patches } from './support/bad-input/patches';
import { running } from './support/bad-input/running';
import { types } from './support/bad-input/types';
import { volumes } from './support/bad-input/volumes';
import { emptyChart } from './support/chart';
import { ERROR_SHAPE, errorOf } from './support/errors';

const table = [
  ...volumes,
  ...identities,
  ...containers,
  ...running,
  ...connections,
  ...configurations,
  ...patches,
  ...types,
];

describe('A tired person who passes', () => {
  test.each(table)('%s is told so', (_, build, expected) => {
    const chart = emptyChart();
    const error = errorOf(() => {
      build(chart);
      Testing.synth(chart);
    });
    expect(error.message).toBe(expected);
    expect(error.constructor).toBe(Error);
    expect(error.message).toMatch(ERROR_SHAPE);
    expect(error.message).not.toContain('\n');
  });
});

test('No two rows say the same', () => {
  const sentences = table.map(([what]) => what);
  expect(new Set(sentences).size).toBe(sentences.length);
});

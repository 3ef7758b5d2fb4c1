import { credentialsInText } from '../../../constructs/rules/credentials';
import { CORPUS } from './credential-corpus';

it.each(CORPUS.map((f) => [f.name, f] as const))('%s', (_n, { name, text, credentials }) => {
  expect(credentialsInText(text, name).map((f) => f.key)).toEqual(credentials);
});

import { type Chart, Duration, Size } from 'cdk8s';
import {
  ConfigFile,
  DynamicVolume,
  Exposure,
  ExternalSecret,
  InlineNfsVolume,
  SecretFileMount,
  SecretKey,
  Server,
} from '../../../../constructs';
import { untyped } from '../errors';
import { api, config, controllers, share } from '../samples';

/** What a tired person passes, how, and the whole error. */
export type Row = readonly [what: string, build: (chart: Chart) => unknown, error: string];

/** Props as they come from JavaScript or past a cast: of any type. */
type Props = Readonly<Record<string, unknown>>;

export const REASON = 'the team may not create PersistentVolumes';
export const TEXT = ConfigFile.text('a');
export const TOKEN = SecretKey.of('login', 'token');
export const FLASK = Server.flask({ app: 'server.py' });
export const SLOW = Server.gunicorn({ app: 'server:app', timeout: Duration.minutes(5) });
export const PROXY = { name: 'proxy', image: 'proxy:2.1' };

export const nfs = (props: Props, id?: string) => (chart: Chart) =>
  share(chart, untyped(props), id);

export const mountAt = (path: unknown, options?: unknown) => (chart: Chart) =>
  share(chart).mountAt(untyped(path), untyped(options));

export const inline = (props: Props) => (chart: Chart) =>
  new InlineNfsVolume(chart, 'scenes', untyped({ server: '10.0.0.1', path: '/scenes', ...props }));

export const dynamic = (props: Props) => (chart: Chart) =>
  new DynamicVolume(chart, 'cache', untyped({ size: Size.gibibytes(5), ...props }));

export const tiles = (props: Props) => (chart: Chart) => api(chart, untyped(props));

export const sidecar = (props: Props) => tiles({ sidecars: [{ ...PROXY, ...props }] });

export const ingress = (props: Props) => {
  const options = { host: 'tiles.example.org', controller: controllers.nginx, ...props };
  return tiles({ exposure: Exposure.ingress(untyped(options)) });
};

export const route = (props: Props) => {
  const gateway = { name: 'public', namespace: 'gateways' };
  const options = { host: 'tiles.example.org', gateway, ...props };
  return tiles({ exposure: Exposure.gateway(untyped(options)) });
};

export const files =
  (of: Props, props: Props = {}) =>
  (chart: Chart) =>
    config(chart, untyped(of), untyped(props));

export const secretFiles =
  (of: Props, props: Props = {}) =>
  (chart: Chart) =>
    new SecretFileMount(chart, 'logins', untyped({ files: of, ...props }));

export const external = (props: Props) => (chart: Chart) => {
  const minimal = { store: { name: 'vault' }, data: { token: { key: 'eo/usgs' } } };
  return new ExternalSecret(chart, 'usgs', untyped({ ...minimal, ...props }));
};

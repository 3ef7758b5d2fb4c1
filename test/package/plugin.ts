import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Consumer, root } from './consumer';

/** An app of plain cdk8s-plus code, which synthesizes also where a cluster would refuse it. */
const shop = ({ memoryRequest = 1, portName = 'http', targetPort = 8080, extra = '' }) => `
const { App, Chart, Size } = require('cdk8s');
const { Deployment, Secret, Service } = require('cdk8s-plus-27');

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'eo' });
const api = new Deployment(chart, 'api', {
  containers: [{
    image: 'registry.example.org/api:1.4.2',
    ports: [{ name: '${portName}', number: 8080 }],
    resources: {
      memory: { request: Size.gibibytes(${memoryRequest}), limit: Size.gibibytes(1) },
    },
  }],
});
new Service(chart, 'web', { selector: api, ports: [{ port: 80, targetPort: ${targetPort} }] });
${extra}
app.synth();
`;

/** What the plugin does in the real `cdk8s synth`. */
export function describePlugin(app: () => Consumer): void {
  describe('as a validation plugin', () => {
    const shortest = 'validations: node_modules/cdk8s-eo/plugin/validations.yaml\n';
    const plugin = '{ package: ./node_modules/cdk8s-eo/plugin, class: Checks, version: 0.1.0';

    beforeAll(() => {
      app().write({
        'good.js': shop({}),
        'bad.js': shop({
          memoryRequest: 2,
          portName: 'http_api',
          targetPort: 8081,
          extra: "new Secret(chart, 'database', { stringData: { user: 'reader' } });",
        }),
      });
    });

    test('lets a good app pass, with one line in cdk8s.yaml', () => {
      const { status, stdout, stderr } = app().synth(`app: node good.js\n${shortest}`);

      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(stdout).toMatch(/Status +│ success/);
      expect(stdout).toMatch(/Errors +│ 0/);
      expect(stdout).toContain('Validations ended succesfully');
    });

    test('fails a bad app, and says which object has what, where, and what to do', () => {
      const { status, stdout } = app().synth(`app: node bad.js\n${shortest}`);

      expect(status).toBe(2);
      expect(stdout).toMatch(/Status +│ failure/);
      expect(stdout).toContain('Construct Path: shop/database/Resource');
      expect(stdout).toContain('Manifest Path: dist/shop.k8s.yaml');
      expect(stdout).toMatch(/Resource Name: shop-database-c8\w+/);
      expect(stdout).toContain('> stringData');
      expect(stdout).toContain('Recommendation: stringData would write the values of the Secret');
      expect(stdout).toContain('How to fix: make the Secret in the cluster');
      expect(stdout).toContain('Construct Path: shop/api/Resource');
      expect(stdout).toContain('> spec.template.spec.containers[0].resources.requests');
      expect(stdout).toContain('must be less than or equal to memory limit of 1Gi');
      expect(stdout).toContain('> spec.template.spec.containers[0].ports[0].name');
      expect(stdout).toContain('warning: target-port-undeclared');
      expect(stdout).toContain('> spec.ports[0].targetPort');
    });

    test('refuses a property that there is not, without a stack', () => {
      const properties = `validations:\n  - ${plugin}, properties: { strikt: true } }\n`;
      const { status, stdout, stderr } = app().synth(`app: node good.js\n${properties}`);

      expect(status).toBe(2);
      expect(stdout).toContain('> properties.strikt');
      expect(stdout).toContain('How to fix: write strict');
      expect(stdout + stderr).not.toMatch(/^ +at /m);
    });

    test('has the version of the package in the file that cdk8s.yaml names', () => {
      const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
      expect(parse(app().read('node_modules/cdk8s-eo/plugin/validations.yaml'))).toEqual([
        { ...parse(`${plugin} }`), version },
      ]);
    });
  });
}

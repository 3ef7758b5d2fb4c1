import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Module } from './modules';
import { unpacked } from './unpack';
import type { KubernetesVersion } from './verdict';

/** A thread in which the API server of one version runs, compiled to WebAssembly. */
export class JudgeWorker {
  private readonly worker: Worker;
  private readonly modules = new Map<Module, Promise<string | Uint8Array>>();
  private readonly waiting = new Map<number, Waiting>();
  private sent = 0;
  private failure: Error | undefined;

  /** @param version whose API server it is */
  constructor(private readonly version: KubernetesVersion) {
    // The only warning would be that of Node about its own WASI.
    this.worker = new Worker(join(__dirname, 'worker.js'), { execArgv: ['--no-warnings'] });
    this.worker.on('message', ({ id, text, error }) => this.settle(id, text, error));
    this.worker.on('error', (error) => this.fail(error));
    // A worker that is not waited for does not keep the process alive.
    this.worker.unref();
  }

  /**
   * Hands a request to a module, which is loaded where it is not yet.
   *
   * @throws where the module is not there, or fails
   */
  async send(module: Module, request: string): Promise<string> {
    const found = this.modules.get(module) ?? unpacked(this.version, module);
    this.modules.set(module, found);
    const wasm = await found;
    if (this.failure) throw this.failure;
    this.sent += 1;
    const id = this.sent;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.ref();
      this.worker.postMessage({ id, module, wasm, request });
    });
  }

  /** Ends the thread. */
  async stop(): Promise<void> {
    await this.worker.terminate();
  }

  private settle(id: number, text: string, error: string | undefined): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (this.waiting.size === 0) this.worker.unref();
    if (error === undefined) waiting?.resolve(text);
    else waiting?.reject(new Error(`the judge failed: ${error}`));
  }

  private fail(error: Error): void {
    this.failure = error;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

interface Waiting {
  resolve(text: string): void;
  reject(error: Error): void;
}

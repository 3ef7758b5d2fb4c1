import { availableParallelism } from 'node:os';
import { JudgeWorker } from './judge-worker';
import { type Module, moduleOf } from './modules';
import type { KubernetesVersion, Question, Verdict } from './verdict';

/** Questions in one message: enough to be quick, and few enough to be small. */
const BATCH = 100;

/** For fewer questions, another worker would take longer to start than it saves. */
const QUESTIONS_OF_A_WORKER = 500;

/** The API server of one version, compiled to WebAssembly, in workers beside this thread. */
export class Judge {
  private readonly workers: JudgeWorker[] = [];

  /**
   * Starts the API server of a version.
   *
   * @throws where the modules are not there, or cannot run here
   */
  static async start(version: KubernetesVersion): Promise<Judge> {
    const judge = new Judge(version);
    await Promise.all(
      judge.workersFor(1).map((worker) => worker.send('builtin', requestOf([], []))),
    );
    return judge;
  }

  private constructor(private readonly version: KubernetesVersion) {}

  /**
   * Asks the server.
   *
   * @param definitions the CustomResourceDefinitions that the questions need
   * @returns a verdict for each question, in their order
   * @throws where the judge itself fails
   */
  async ask(
    questions: readonly Question[],
    definitions: readonly unknown[] = [],
  ): Promise<Verdict[]> {
    const verdicts = new Map<Question, Verdict>();
    const batches = this.batchesOf(questions).values();
    const work = async (worker: JudgeWorker) => {
      for (const { module, batch } of batches) {
        const request = requestOf(batch, module === 'extension' ? definitions : []);
        const answer: Answer = JSON.parse(await worker.send(module, request));
        for (const [index, question] of batch.entries()) {
          const verdict = answer.verdicts[index];
          if (!verdict) throw new Error(`the judge gave no answer: ${answer.error}`);
          verdicts.set(question, verdict);
        }
      }
    };
    await Promise.all(this.workersFor(questions.length).map(work));
    return questions.flatMap((question) => verdicts.get(question) ?? []);
  }

  /** Ends the workers. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
  }

  private batchesOf(questions: readonly Question[]): Batch[] {
    return (['builtin', 'extension'] as const).flatMap((module) => {
      const own = questions.filter(({ object }) => moduleOf(this.version, object) === module);
      const count = Math.ceil(own.length / BATCH);
      return Array.from({ length: count }, (_, index) => ({
        module,
        batch: own.slice(index * BATCH, (index + 1) * BATCH),
      }));
    });
  }

  /** As many workers as a number of questions is worth, and the machine has cores for. */
  private workersFor(questions: number): readonly JudgeWorker[] {
    const worth = Math.ceil(questions / QUESTIONS_OF_A_WORKER);
    const wanted = Math.max(1, Math.min(worth, availableParallelism()));
    while (this.workers.length < wanted) this.workers.push(new JudgeWorker(this.version));
    return this.workers.slice(0, wanted);
  }
}

function requestOf(questions: readonly Question[], definitions: readonly unknown[]): string {
  return JSON.stringify({ questions, ...(definitions.length > 0 && { definitions }) });
}

interface Batch {
  readonly module: Module;
  readonly batch: readonly Question[];
}

interface Answer {
  readonly verdicts: readonly Verdict[];
  readonly error?: string;
}

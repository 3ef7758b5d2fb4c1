import { agrees, type Comparison } from './compare';
import { exclusionOf } from './exclusions';
import { show } from './report';

/** How many examples of disagreement are kept. */
const EXAMPLES = 200;

/** Counts comparisons, and keeps the smallest example of each disagreement. */
export class Tally {
  asked = 0;
  acceptedByBoth = 0;
  refusedByBoth = 0;
  sameText = 0;
  acceptedByServerOnly = 0;
  acceptedByJudgeOnly = 0;

  private readonly excluded = new Map<string, number>();
  private readonly examples = new Map<string, { count: number; smallest: Comparison }>();

  add(comparisons: readonly Comparison[]): void {
    for (const comparison of comparisons) this.count(comparison);
  }

  /** How many are judged in another way, or in other words. */
  get disagreements(): number {
    return [...this.examples.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /** The counts, as a person reads them. */
  get summary(): string {
    const excluded = [...this.excluded].map(([name, count]) => `${count} ${name}`);
    return [
      `${this.asked} asked, ${this.acceptedByBoth} accepted by both, ${this.refusedByBoth} refused by both`,
      `${this.sameText} in the same words`,
      `accepted by the server alone ${this.acceptedByServerOnly}, by the judge alone ${this.acceptedByJudgeOnly}`,
      `${this.disagreements} disagreements`,
      `excluded: ${excluded.join(', ') || 'none'}`,
    ].join('; ');
  }

  /** The smallest example of each disagreement, the most frequent first. */
  get report(): string {
    return [...this.examples.values()]
      .sort((a, b) => b.count - a.count)
      .map(({ count, smallest }) => `${count} times\n${show(smallest)}`)
      .join('\n\n');
  }

  private count(comparison: Comparison): void {
    this.asked += 1;
    if (!agrees(comparison)) {
      const exclusion = exclusionOf(comparison);
      if (exclusion) {
        this.excluded.set(exclusion.name, (this.excluded.get(exclusion.name) ?? 0) + 1);
        return;
      }
      this.keep(comparison);
    }
    if (comparison.sameText) this.sameText += 1;
    if (!comparison.sameVerdict) {
      if (comparison.accepted) this.acceptedByServerOnly += 1;
      else this.acceptedByJudgeOnly += 1;
    } else if (comparison.accepted) this.acceptedByBoth += 1;
    else this.refusedByBoth += 1;
  }

  private keep(comparison: Comparison): void {
    const key = kindOfDisagreement(comparison);
    const kept = this.examples.get(key);
    if (!kept && this.examples.size >= EXAMPLES) return;
    const smallest =
      kept && sizeOf(kept.smallest) <= sizeOf(comparison) ? kept.smallest : comparison;
    this.examples.set(key, { count: (kept?.count ?? 0) + 1, smallest });
  }
}

/** Disagreements are of one kind where only one of both says the same, whatever the values and names. */
function kindOfDisagreement({ object, server, judge }: Comparison): string {
  const [ofServer, ofJudge] = [linesOf(server), linesOf(judge)];
  const only = (lines: readonly string[], others: readonly string[]) =>
    lines.filter((line) => !others.includes(line)).map(withoutValues);
  return JSON.stringify([
    object.kind,
    [...new Set(only(ofServer, ofJudge))],
    [...new Set(only(ofJudge, ofServer))],
  ]);
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.slice(0, 500));
}

function withoutValues(line: string): string {
  return line.replace(/"(\\.|[^"\\])*"|\d+/g, '…').slice(0, 160);
}

function sizeOf({ object }: Comparison): number {
  return JSON.stringify(object).length;
}

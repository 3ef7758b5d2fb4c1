/** The path of a system's file, below the output folder. */
export function manifestPath(system: string, environment: string): string {
  return `${environment}/${system}.k8s.yaml`;
}

/** The first line of a system's file. It also marks the file as made by the synthesis. */
export function manifestHeader(system: string, environment: string): string {
  return `# ${system} for ${environment}, synthesized by cdk8s-eo. Change the code, not this file.`;
}

/** A part of all files: of some systems, of some environments, or of both. */
export interface Part {
  /** @default - of every system, also of those that no longer exist */
  readonly systems?: readonly string[];
  /** @default - of every environment, also of those that no longer exist */
  readonly environments?: readonly string[];
}

/**
 * Whether the synthesis of a part once made a file: its first line is the header that belongs to
 * its place, so that a copy under another name is not taken for ours.
 */
export function isOurs(path: string, text: string, part: Part): boolean {
  const [environment = '', file = '', ...deeper] = path.split('/');
  const system = file.replace(/\.k8s\.yaml$/, '');
  return (
    deeper.length === 0 &&
    path === manifestPath(system, environment) &&
    text.startsWith(`${manifestHeader(system, environment)}\n`) &&
    (part.systems?.includes(system) ?? true) &&
    (part.environments?.includes(environment) ?? true)
  );
}

/** The error of something that must fail. */
export function errorOf(build: () => unknown): Error {
  try {
    build();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('expected an error, got none');
}

/** `<class> '<path>': …`, as every error of the constructs begins. */
export const ERROR_SHAPE = /^\w+ '.+': /;

/** A value of a type that TypeScript would not let through, as it comes from JavaScript or a cast. */
export function untyped<T>(value: unknown): T {
  return value as T;
}

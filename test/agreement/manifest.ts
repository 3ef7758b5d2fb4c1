/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;

/** A map of JSON; an absent field is one that JSON leaves out. */
export interface JsonMap {
  readonly [key: string]: Json | undefined;
}

/** An object as it is sent: right or wrong in any field but its kind. */
export interface Manifest extends JsonMap {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonMap;
}

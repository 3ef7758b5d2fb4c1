/** The rules in the words of the errors that many rows end in. */

export const SUBDOMAIN =
  "must be a DNS subdomain: lower case letters, digits, '-' and '.', at most 253 characters, every part starting and ending with a letter or digit";

export const LABEL =
  "must be a DNS label: lower case letters, digits and '-', at most 63 characters, starting and ending with a letter or digit";

export const SERVICE_NAME =
  "must be a Service name: lower case letters, digits and '-', at most 63 characters, starting with a letter and ending with a letter or digit";

export const LABEL_VALUE =
  "must be empty or letters, digits, '-', '_' and '.', at most 63 characters, starting and ending with a letter or digit";

export const LABEL_KEY =
  "must be a label key: an optional DNS subdomain and '/', then letters, digits, '-', '_' and '.', at most 63 characters, starting and ending with a letter or digit";

export const ANNOTATION_KEY =
  "must be an annotation key: an optional DNS subdomain and '/', then letters, digits, '-', '_' and '.', at most 63 characters, starting and ending with a letter or digit";

export const MOUNT_PATH =
  "must be an absolute path below '/', without ':', '.', '..' or empty elements, and without a slash at its end";

export const ABSOLUTE_PATH =
  "must be an absolute path, without '..', control characters or spaces at its ends";

export const SUB_PATH =
  "must be a relative path, not beginning with '/' or '..' and without '..' elements";

export const URL_PATH =
  "must be a URL path: beginning with '/', without '//', '.' and '..' elements, '%2F', spaces, a query or a regular expression";

export const NFS_SERVER =
  'must be the host name or IP address of an NFS server, without scheme, port or path';

export const IMAGE =
  'must be an image reference: [host[:port]/]path[:tag][@sha256:64 hexadecimal digits], without scheme and spaces, host and path in lower case';

export const CONFIG_KEY =
  "must be a file name: letters, digits, '-', '_' and '.', at most 253 characters, not '.' and not beginning with '..'";

export const DNS_NAME =
  "must be a DNS name in lower case, without scheme, port or path, and not an IP address; it may begin with '*.'";

export const VARIABLE =
  "must be a variable name: letters, digits and '_', not starting with a digit";

export const PORT_NAME =
  "must be a port name: lower case letters, digits and '-', at most 15 characters, with at least one letter, no '--' and no '-' at either end";

export const NETWORK = "must be a network such as '10.0.0.0/8' or '2001:db8::/32'";

export const QUANTITY =
  'must be a quantity: a number of at least 0, and at most one of the suffixes m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei';

export const ACCESS_MODES =
  'must hold at least one of ReadWriteMany, ReadOnlyMany, ReadWriteOnce, ReadWriteOncePod';

export const CREDENTIALS =
  'must not hold credentials, because everybody who reads the repository or the ConfigMap would see them';

export const SECRET_KEY =
  "write SecretKey.of('the-secret', 'key') in their place, or name what is no secret in notSecret";

export const KNOWN_MODES =
  'must hold only ReadWriteMany, ReadOnlyMany, ReadWriteOnce, ReadWriteOncePod';

import { type Leaf, leafAt, stepDown } from './leaf';

/** A comment, a section of characters, a tag, or the text between them. */
const PART = /<!--.*?(?:-->|$)|<!\[CDATA\[(.*?)(?:\]\]>|$)|<([^<>]*)(?:>|$)|([^<]+)/gs;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

interface Element {
  readonly tag: string;
  readonly path: readonly string[];
}

/**
 * The leaves of an XML text: its attributes, and the texts in its elements. What an element is called
 * by an attribute, as in `<entry key="passwd">`, is a part of its path.
 */
export function xmlLeaves(text: string): Leaf[] {
  const found: Leaf[] = [];
  const above: Element[] = [];
  const here = () => above.at(-1)?.path ?? [];
  let line = 1;
  for (const [part, characters, markup, between] of text.matchAll(PART)) {
    const content = (characters ?? between ?? '').trim();
    if (content !== '') found.push(leafAt(here(), unescaped(content), line));
    const tag = /^\s*(\/?)\s*([\w:.-]+)/.exec(markup ?? '');
    const [, closing, name = ''] = tag ?? [];
    if (closing === '/') {
      const opened = above.findLastIndex((element) => element.tag === name);
      if (opened >= 0) above.splice(opened);
    } else if (tag !== null) {
      const attributes = attributesOf(markup ?? '');
      const naming = attributes.find(({ key }) => /^(key|name|id)$/i.test(key));
      const bare = stepDown(here(), name);
      const path = naming === undefined ? bare : stepDown(bare, naming.value);
      for (const attribute of attributes) {
        const { key, value } = attribute;
        found.push(leafAt(stepDown(attribute === naming ? bare : path, key), value, line));
      }
      if (!/\/\s*$/.test(markup ?? '')) above.push({ tag: name, path });
    }
    line += part.split('\n').length - 1;
  }
  return found;
}

function attributesOf(markup: string): { key: string; value: string }[] {
  return [...markup.matchAll(ATTRIBUTE)].map(([, key = '', double, single]) => ({
    key,
    value: unescaped(double ?? single ?? ''),
  }));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

function unescaped(text: string): string {
  return text.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
}

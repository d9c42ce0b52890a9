import { ask, parameters, path } from './ask.js';

/*
 * What catalog-service knows beyond figures: names, and what was said of a claim over time. Without it the page has codes in their
 * place, and everything else.
 */
const origin = document.querySelector('meta[name=catalog]')?.content ?? '';
const names = new Map();

/** The zones on record. */
export async function zones() {
  return (await ask('/v1/zones' + parameters({ limit: 1000, fields: 'id,name,localName' }), { origin })).items;
}

/** The product tree, by code. */
export async function products() {
  const { items } = await ask('/v1/products', { origin });
  return new Map(items.map((product) => [product.code, product]));
}

/** The name of an organisation or project; its id where there is none. */
export function name(zone, kind, id) {
  const key = `${zone} ${kind} ${id}`;
  if (!names.has(key)) {
    const list = { organisation: 'organisations', project: 'projects' }[kind];
    names.set(key, ask(path`/v1/${list}/${id}` + parameters({ zone, fields: 'name' }), { origin })
      .then((found) => found.name ?? id, () => id));
  }
  return names.get(key);
}

/** What was said of a claim, in the order in which it was recorded. */
export async function history(zone, claim) {
  return (await ask(path`/v1/claims/${claim}/history` + parameters({ zone }), { origin })).items;
}

import { html, nothing } from 'lit-html';
import { beside, figure, making, unit, words } from './figures.js';
import { section } from './section.js';

/** In the order of a project's life. */
const STATUSES = ['announced', 'approved', 'construction', 'commissioning', 'operating', 'mothballed', 'retired', 'shelved', 'cancelled'];
const STAGES = ['upstream', 'midstream', 'downstream', undefined];

/** What names a total of the table, for those that are marked as changed. */
export function cell({ product, status, unit }) {
  return [product, status, unit].join(' ');
}

/** Capacities by product and status: nothing is added across rows, as wider products hold the narrower ones already. */
export function capacity(state, act) {
  return section('capacity', 'What it can make', state.answers.capacity, (answer) => {
    if (answer.totals.length === 0) {
      return html`<p class="empty">No capacity is on record as of this day.</p>`;
    }
    const statuses = STATUSES.filter((status) => answer.totals.some((total) => total.status === status));
    return html`
      <table class="figures">
        <caption>Capacity by product and status. A product holds the kinds below it, so rows are never added to each other.</caption>
        <thead>
          <tr><th scope="col">Product</th>${statuses.map((status) => html`<th scope="col">${words(status)}</th>`)}<th scope="col">Unit</th></tr>
        </thead>
        ${STAGES.map((stage) => group(stage, answer.totals.filter((total) => total.stage === stage), statuses, state, act))}
      </table>`;
  });
}

function group(stage, totals, statuses, state, act) {
  const rows = ordered(totals, state.products);
  return rows.length === 0 ? nothing : html`
    <tbody>
      <tr class="stage"><th scope="rowgroup" colspan=${statuses.length + 2}>${stage ?? 'in no chain'}</th></tr>
      ${rows.map((row) => html`
        <tr class=${row.product === state.product ? 'chosen' : ''}>
          <th scope="row" class="depth-${row.depth}">
            <button class="plain" title="Its capacity over time" @click=${() => act.choose(row.product)}>${productName(row.product, state)}</button>
          </th>
          ${statuses.map((status) => html`<td>${row.totals.filter((total) => total.status === status).map((total) => figureOf(total, state, act))}</td>`)}
          <td class="unit">${unit(row.unit)}</td>
        </tr>`)}
    </tbody>`;
}

function figureOf(total, state, act) {
  return html`
    <button class="figure ${state.changed.has(cell(total)) ? 'changed' : ''}" data-product=${total.product} data-status=${total.status}
            title="${making(total)}: show them" @click=${() => act.open(total.links.claims, `${productName(total.product, state)}, ${words(total.status)}`)}>
      <span>${figure(total)}</span><small>${beside(total)}</small>
    </button>`;
}

/** The rows of a stage, each below the widest of its wider products that has one too. */
function ordered(totals, products) {
  const rows = new Map();
  for (const total of totals) {
    const key = `${total.product} ${total.unit}`;
    rows.set(key, rows.get(key) ?? { product: total.product, unit: total.unit, totals: [] });
    rows.get(key).totals.push(total);
  }
  const present = new Set([...rows.values()].map((row) => row.product));
  const wider = (product) => {
    const found = [];
    for (let parent = products.get(product)?.parent; parent; parent = products.get(parent)?.parent) {
      if (present.has(parent)) {
        found.unshift(parent);
      }
    }
    return found;
  };
  return [...rows.values()]
    .map((row) => ({ ...row, place: [...wider(row.product), row.product].join(' '), depth: Math.min(wider(row.product).length, 4) }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
}

export function productName(code, state) {
  const product = state.products.get(code);
  return product === undefined ? words(code) : product.name;
}

import { html } from 'lit-html';
import { beside, figure, unit, words } from './figures.js';
import { productName } from './capacity.js';
import { section } from './section.js';

/** Figures of periods: what was made, and what it was worth. */
export function output(state, act) {
  return periods('output', 'What it made', state.answers.output, 'No output is on record.', state, act);
}

export function value(state, act) {
  return periods('value', 'What it was worth', state.answers.value, 'No value is on record.', state, act);
}

function periods(id, title, answer, none, state, act) {
  return section(id, title, answer, ({ totals }) =>
    totals.length === 0
      ? html`<p class="empty">${none}</p>`
      : html`
        <table class="figures">
          <thead><tr><th scope="col">Of what</th><th scope="col">Period</th><th scope="col">Basis</th><th scope="col">Figure</th><th scope="col">Unit</th></tr></thead>
          <tbody>${totals.map((total) => html`
            <tr>
              <th scope="row">${[total.measure && words(total.measure), total.product && productName(total.product, state)].filter(Boolean).join(', ')}</th>
              <td>${total.period === 'XXXX' ? 'a year, not said which' : total.period}</td>
              <td>${total.basis}</td>
              <td><button class="figure" title="Show the claims"
                    @click=${() => act.open(total.links.claims, `${words(total.measure ?? 'output')}, ${total.period}, ${total.basis}`)}>
                ${figure(total)}<small>${beside(total)}</small></button></td>
              <td class="unit">${unit(total.unit)}</td>
            </tr>`)}</tbody>
        </table>`);
}

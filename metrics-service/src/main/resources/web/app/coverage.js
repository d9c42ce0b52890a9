import { html } from 'lit-html';
import { figure, grouped, percent, unit } from './figures.js';
import { productName } from './capacity.js';
import { section } from './section.js';

/** How much of what the zone declares of itself its projects account for. */
export function coverage(state, act) {
  return section('coverage', 'How much of what is declared is accounted for', state.answers.coverage, (answer) =>
    answer.coverage.length === 0
      ? html`<p class="empty">The zone declares no capacity of itself as of this day.</p>`
      : html`
        <table class="figures">
          <thead><tr><th scope="col">Product</th><th scope="col">Declared</th><th scope="col">Registered</th><th scope="col">Accounted for</th><th scope="col">Unexplained</th><th scope="col">Unit</th></tr></thead>
          <tbody>${answer.coverage.map((row) => html`
            <tr>
              <th scope="row">${row.product === undefined ? 'of no product' : productName(row.product, state)}</th>
              <td>${side(row, 'declared', state, act)}</td>
              <td>${side(row, 'registered', state, act)}</td>
              <td>${row.ratio === null ? 'not known' : html`
                <meter min="0" max="1" .value=${Math.min(1, Number(row.ratio))} aria-hidden="true"></meter>
                <span class=${row.overCovered ? 'failure' : ''}>${row.exact ? '' : '≈ '}${percent(row.ratio)}${row.overCovered ? ', more than is declared' : ''}</span>`}</td>
              <td>${row.unexplained === null ? '–' : grouped(row.unexplained)}</td>
              <td class="unit">${unit(row.unit)}</td>
            </tr>`)}</tbody>
        </table>`);
}

function side(row, which, state, act) {
  return html`<button class="figure" data-coverage=${which} title="Show the claims"
    @click=${() => act.open(row.links[which].claims, `${row.product === undefined ? 'The zone' : productName(row.product, state)}, ${which}`)}>${figure(row[which])}</button>`;
}

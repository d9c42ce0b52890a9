import { html, nothing } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import * as echarts from 'echarts/core';
import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
import { figure, grouped, unit, words } from './figures.js';
import { productName } from './capacity.js';
import { section } from './section.js';
import { subject } from './claims.js';

echarts.use([LineChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer]);

const DAY = 24 * 60 * 60 * 1000;
let drawn = null;

/** A capacity over time, what is so continued by what is planned, each step with what happened. */
export function timeline(state, act) {
  const choice = html`
    <label>of <select @change=${(event) => act.choose(event.target.value)}>
      ${state.listed.map((product) => html`<option value=${product} ?selected=${product === state.product}>${productName(product, state)}</option>`)}
    </select></label>`;
  return section('timeline', 'How it goes on', state.answers.timeline, (answer) =>
    answer.steps.length === 0
      ? html`<p class="empty">No day is known on which this capacity changes.</p>`
      : html`
        <div class="chart" role="img" aria-label="The steps of the table below, drawn" ${ref((place) => queueMicrotask(() => draw(place, answer, state)))}></div>
        <table class="figures steps">
          <caption>Every day on which a total changes, and why; plans are marked.</caption>
          <thead><tr><th scope="col">Day</th><th scope="col">What happens</th><th scope="col">Total from then on</th></tr></thead>
          <tbody>${answer.steps.map((step) => html`
            <tr>
              <th scope="row">${step.date}</th>
              <td><ul class="causes">${step.causes.map((cause) => happening(cause, state))}
                ${step.moreCauses ? html`<li>and ${grouped(step.moreCauses)} more</li>` : nothing}</ul></td>
              <td>${step.totals.map((total) => html`
                <button class="figure" title="Show the claims"
                        @click=${() => act.open(total.links.claims, `${productName(answer.product, state)}, ${words(total.status)}, from ${step.date}`)}>
                  ${figure(total)} ${total.value === null ? '' : unit(total.unit)}<small>${words(total.status)}${change(total.change)}</small></button>`)}</td>
            </tr>`)}</tbody>
        </table>
        ${answer.next ? html`<p><a href=${answer.next}>The steps after these</a></p>` : nothing}`, state.listed.length === 0 ? nothing : choice);
}

function happening(cause, state) {
  return html`<li>${subject(cause.subject, state.zone)}: ${words(cause.cause)}${cause.planned ? html` <span class="mark">planned</span>` : nothing}${
    cause.corrected ? html` <span class="mark">corrected</span>` : nothing}</li>`;
}

function change(decimal) {
  return decimal === undefined || decimal === null ? '' : `, ${String(decimal).startsWith('-') ? '−' : '+'}${grouped(String(decimal).replace('-', ''))}`;
}

/** The chart shows figures as far as a screen can; exact ones are in the table. Its place must be in the document by now. */
function draw(place, answer, state) {
  if (place === undefined) {
    drawn?.chart.dispose();
    drawn = null;
    return;
  }
  if (drawn?.place === place && drawn.answer === answer && drawn.asOf === state.asOf) {
    return;
  }
  if (drawn?.place !== place) {
    drawn?.chart.dispose();
    const chart = echarts.init(place);
    new ResizeObserver(() => !chart.isDisposed() && chart.resize()).observe(place);
    drawn = { place, chart };
  }
  Object.assign(drawn, { answer, asOf: state.asOf });
  const colour = (name) => {
    place.style.color = `var(${name})`;
    const { color } = getComputedStyle(place);
    place.style.color = '';
    return color;
  };
  drawn.chart.setOption({
    aria: { enabled: true },
    animation: false,
    textStyle: { color: colour('--text'), fontFamily: getComputedStyle(place).fontFamily },
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, textStyle: { color: colour('--text') } },
    tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: (given) => (given === undefined ? '' : grouped(given)) },
    xAxis: { type: 'time', axisLabel: { color: colour('--dim') } },
    yAxis: { type: 'value', axisLabel: { color: colour('--dim') }, splitLine: { lineStyle: { color: colour('--line') } } },
    series: lines(answer, state, colour),
  }, { notMerge: true });
}

function lines(answer, state, colour) {
  const series = new Map();
  for (const step of answer.steps) {
    for (const total of step.totals) {
      const name = `${words(total.status)}, ${unit(total.unit)}`;
      series.set(name, series.get(name) ?? { status: total.status, points: [] });
      series.get(name).points.push([step.date, total.value === null ? 0 : Number(total.value)]);
    }
  }
  const days = answer.steps.map((step) => Date.parse(step.date));
  const today = Date.parse(state.asOf);
  const first = Math.min(...days, today);
  const last = Math.max(...days, today);
  const margin = Math.max((last - first) * 0.05, 30 * DAY);
  return [...series].map(([name, { status, points }], at) => ({
    name,
    type: 'line',
    step: 'end',
    symbolSize: 7,
    color: colour(`--${status}`),
    data: [[first - margin, 0], ...points, [last + margin, points.at(-1)[1]]],
    ...(at === 0 ? { markLine: { symbol: 'none', silent: true, label: { formatter: 'as of', color: colour('--dim') }, lineStyle: { color: colour('--dim') }, data: [{ xAxis: state.asOf }] } } : {}),
  }));
}

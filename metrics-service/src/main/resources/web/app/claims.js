import { html, nothing } from 'lit-html';
import { until } from 'lit-html/directives/until.js';
import * as catalog from './catalog.js';
import { productName } from './capacity.js';
import { figure, grouped, making, stated, unit, words } from './figures.js';

/** What a figure is made of: claims with their sources, what was left out and why, and what changed it last. */
export function claims(state, act) {
  const shown = state.opened;
  return html`
    <dialog aria-labelledby="claims-title" @close=${act.close} @click=${(event) => event.target === event.currentTarget && act.close()}>
      ${shown === null ? nothing : html`
        <header>
          <div>
            <h2 id="claims-title">${shown.title}</h2>
            <a class="question" href=${shown.path}>GET ${decodeURIComponent(shown.path)}</a>
          </div>
          <button class="plain close" aria-label="Close" @click=${act.close}>✕</button>
        </header>
        ${shown.failure ? html`<p class="failure" role="alert">${shown.failure.message}</p>` : nothing}
        ${shown.value ? content(shown.value, shown, state, act) : shown.failure ? nothing : html`<p class="empty">Asking …</p>`}`}
    </dialog>`;
}

function content(answer, shown, state, act) {
  return html`
    ${answer.total ? html`<p class="total"><strong>${figure(answer.total)} ${unit(answer.total.unit)}</strong> <span>${making(answer.total)}</span></p>` : nothing}
    ${answer.claims.length === 0 ? html`<p class="empty">No claim is in it.</p>` : answer.claims.map((claim) => card(claim, shown, state, act))}
    ${answer.leftOut.length === 0 ? nothing : html`
      <h3>Left out of it</h3>
      ${answer.leftOut.map((claim) => card(claim, shown, state, act))}`}
    ${answer.lastChanges?.length ? changes(answer.lastChanges) : nothing}`;
}

function card(claim, shown, state, act) {
  return html`
    <article class="claim" data-claim=${claim.id}>
      <h4>${stated(claim.quantity)}
        ${claim.quantity.printed ? html`<small>printed as ${claim.quantity.printed}</small>` : nothing}
        ${claim.amount && claim.amount.unit !== claim.quantity.unit ? html`<small>counts as ${grouped(claim.amount.value)} ${unit(claim.amount.unit)}</small>` : nothing}</h4>
      ${claim.reason ? html`<p class="reason">${words(claim.reason)}${claim.detail ? `: ${claim.detail}` : ''}</p>` : nothing}
      <dl>
        <dt>Of</dt><dd>${subject(claim.subject, state.zone)}${claim.canonicalSubject ? html`, counted for ${subject(claim.canonicalSubject, state.zone)}` : nothing}</dd>
        <dt>What</dt><dd>${[words(claim.measure), claim.product && productName(claim.product, state), claim.status && words(claim.status), claim.basis].filter(Boolean).join(', ')}</dd>
        ${claim.effectiveFrom ? html`<dt>Since</dt><dd>${date(claim.effectiveFrom)}</dd>` : nothing}
        ${claim.period ? html`<dt>In</dt><dd>${claim.period}</dd>` : nothing}
        ${claim.rank === 'normal' ? nothing : html`<dt>Rank</dt><dd>${claim.rank}</dd>`}
        ${claim.statedBy ? html`<dt>Stated by</dt><dd>${speaker(claim.statedBy, state.zone)}</dd>` : nothing}
        <dt>Source</dt><dd>${source(claim.source)}</dd>
      </dl>
      ${claim.source.excerpt ? html`<blockquote lang=${claim.source.language ?? nothing}>${claim.source.excerpt}</blockquote>` : nothing}
      ${claim.inferred?.length ? html`<p class="inferred">Inferred, in no source:</p><ul>${claim.inferred.map((what) => html`<li>${what}</li>`)}</ul>` : nothing}
      ${claim.note ? html`<p class="note">${claim.note}</p>` : nothing}
      <p class="id">${claim.id}, revision ${claim.revision}
        ${shown.histories.has(claim.id) ? nothing : html`<button class="plain" @click=${() => act.history(claim.id)}>What was said of it</button>`}</p>
      ${shown.histories.has(claim.id) ? until(shown.histories.get(claim.id).then(versions, failure), html`<p class="empty">Asking …</p>`) : nothing}
    </article>`;
}

function versions(said) {
  return html`<ol class="history">${said.map((one) => html`
    <li><time datetime=${one.recordedAt}>${moment(one.recordedAt)}</time> ${words(one.kind)}${one.revision ? `, revision ${one.revision}` : ''}${
      one.inForce ? html` <span class="mark">holds</span>` : nothing}${one.reason ? `: ${one.reason}` : ''}</li>`)}</ol>`;
}

function failure(why) {
  return html`<p class="failure" role="alert">${why.message}</p>`;
}

function changes(last) {
  return html`
    <h3>What changed it last</h3>
    <ol class="history">${last.map((change) => html`
      <li><time datetime=${change.recordedAt}>${moment(change.recordedAt)}</time> ${words(change.cause)} ${change.claim ?? change.subject ?? ''}:
        ${figure(change.before)} → ${figure(change.after)} ${unit(change.unit)} <span class="id">${change.position}</span></li>`)}</ol>`;
}

/** Who a claim is about, by name. */
export function subject(of, zone) {
  const [kind, id] = Object.entries(of).find(([key]) => key === 'project' || key === 'organisation') ?? [];
  if (kind === undefined) {
    return html`the zone`;
  }
  const within = [of.phase, of.line].filter(Boolean).join(', ');
  return html`<span title=${`${kind} ${id}`}>${until(catalog.name(zone, kind, id), id)}</span>${within ? ` (${within})` : ''}`;
}

function speaker({ name, office, organisation }, zone) {
  return html`${[name, office].filter(Boolean).join(', ')}${organisation ? html`${name || office ? ' of ' : ''}${subject({ organisation }, zone)}` : nothing}`;
}

function source({ uri, publisher, publishedOn, locator, machineTranslated }) {
  const words = [publisher ?? uri, publishedOn, locator].filter(Boolean).join(', ');
  const safe = /^https?:\/\//.test(uri ?? '');
  return html`${safe ? html`<a href=${uri} rel="noreferrer noopener" target="_blank">${words}</a>` : html`<span title=${uri ?? nothing}>${words}</span>`}${
    machineTranslated ? html` <span class="mark">machine-translated</span>` : nothing}`;
}

function date({ date: day, precision, bound }) {
  return `${day ?? 'not known'}${bound ? ` (${words(bound)} than that)` : ''}${precision === 'unknown' ? ' (precision not known)' : ''}`;
}

function moment(instant) {
  return instant.slice(0, 19).replace('T', ' ') + ' UTC';
}

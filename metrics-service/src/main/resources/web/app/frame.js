import { html, nothing } from 'lit-html';
import { figure, unit, words } from './figures.js';
import * as signIn from './sign-in.js';

/** What stands above all: which zone, as of when, and whether what is shown is live. */
export function banner(state, act) {
  const position = state.answers.capacity?.value?.position;
  return html`
    <header class="banner">
      <h1>Zone Ledger</h1>
      <label>Zone <select id="zone" ?disabled=${state.zones.length === 0} @change=${(event) => act.zone(event.target.value)}>
        ${state.zones.map((zone) => html`<option value=${zone.id} ?selected=${zone.id === state.zone}>${zone.name}${zone.localName ? ` ${zone.localName}` : ''}</option>`)}
      </select></label>
      <label>As of <input id="as-of" type="date" required .value=${state.asOf} @change=${(event) => act.asOf(event.target.value)}></label>
      ${state.zone === null ? nothing : html`<span class="live" data-state=${state.live.state} role="status" title=${state.live.why?.message ?? nothing}>${{
        connecting: 'connecting', live: 'live', refused: 'not live' }[state.live.state]}</span>`}
      ${position ? html`<span class="position" title="The place in the log that the figures reflect">reflects ${position}</span>` : nothing}
      ${signIn.isSignedIn() ? html`<button class="plain" @click=${act.signOut}>Sign out</button>` : nothing}
    </header>
    ${state.signingIn && !signIn.isSignedIn() ? door(state, act) : nothing}`;
}

function door(state, act) {
  if (signIn.hasServer) {
    return html`<p class="door"><button @click=${() => act.signIn()}>Sign in</button> to read what is on record here.</p>`;
  }
  return html`
    <form class="door" @submit=${(event) => {
      event.preventDefault();
      act.signIn(new FormData(event.target).get('token'));
    }}>
      <label>What is on record here is read with a token: <input name="token" type="password" required autocomplete="off" spellcheck="false"></label>
      <button>Go on</button>
      ${state.wasRefused ? html`<p class="failure" role="alert">The token was not taken: it may have run out.</p>` : nothing}
    </form>`;
}

/** Totals of the present day as they change while the page is open. */
export function latest(state) {
  return html`
    <section id="latest" aria-labelledby="latest-title">
      <header><h2 id="latest-title">As it happens</h2></header>
      ${state.latest.length === 0 ? html`<p class="empty">What changes while this page is open is told here.</p>` : html`
        <ol class="history" aria-live="polite">${state.latest.map(({ key, before, after, at }) => html`
          <li><time datetime=${at.toISOString()}>${at.toISOString().slice(11, 19)} UTC</time> ${named(key)}:
            ${before ? figure(before) : 'none'} → ${after ? figure(after) : 'none'} ${unit((after ?? before)?.unit)} <span class="id">${after?.position ?? ''}</span></li>`)}</ol>`}
    </section>`;
}

/** zone|scope|measure|basis|product|status|unit, without the zone, which is known, and the unit, which follows. */
function named(key) {
  return key.split('|').slice(1, -1).filter(Boolean).map(words).join(', ');
}

import { html, nothing, render } from 'lit-html';
import { ask, parameters, path } from './ask.js';
import * as catalog from './catalog.js';
import { capacity, cell } from './capacity.js';
import { claims } from './claims.js';
import { coverage } from './coverage.js';
import { banner, latest } from './frame.js';
import { output, value } from './periods.js';
import { listen } from './stream.js';
import { timeline } from './timeline.js';
import * as signIn from './sign-in.js';

/** As many changes are shown as they come. */
const LATEST = 20;
const MARKED_MILLIS = 6000;
const DAY_CHECK_MILLIS = 30_000;

const state = {
  zones: [],
  zone: null,
  asOf: today(),
  /** Whether it is shown as of the present day, whichever that is. */
  isPresent: true,
  product: null,
  listed: [],
  products: new Map(),
  live: { state: 'connecting' },
  ...nothingYet(),
  signingIn: false,
  wasRefused: false,
  failure: null,
};
let listening = new AbortController();
let turns = 0;

const act = {
  zone(zone) {
    Object.assign(state, { zone, product: null, ...nothingYet() });
    remember();
    follow();
    refresh();
  },

  asOf(day) {
    state.asOf = day || today();
    state.isPresent = state.asOf === today();
    state.answers = {};
    remember();
    refresh();
  },

  choose(product) {
    state.product = product;
    state.answers.timeline = undefined;
    remember();
    inquire('timeline');
    show();
    document.getElementById('timeline').scrollIntoView({ behavior: 'smooth', block: 'nearest' });
  },

  async open(question, title) {
    const opened = { path: question, title, histories: new Map() };
    state.opened = opened;
    show();
    try {
      opened.value = await ask(question);
    } catch (failure) {
      opened.failure = failure;
    }
    show();
  },

  close() {
    state.opened = null;
    show();
  },

  history(claim) {
    state.opened.histories.set(claim, catalog.history(state.zone, claim));
    show();
  },

  async signIn(token) {
    if (token === undefined && signIn.hasServer) {
      await signIn.goToServer().catch(fail);
      return;
    }
    signIn.signInWith(token ?? '');
    Object.assign(state, { signingIn: false, wasRefused: false });
    await begin();
  },

  signOut() {
    signIn.signOut();
    listening.abort();
    state.zones = [];
    begin();
  },
};

/** The questions behind the parts of the page. */
function question(part) {
  const { zone, asOf, product } = state;
  switch (part) {
    case 'capacity':
      return path`/v1/zones/${zone}/capacity` + parameters({ asOf, by: 'stage,product,status' });
    case 'coverage':
      return path`/v1/zones/${zone}/coverage` + parameters({ asOf });
    case 'output':
      return path`/v1/zones/${zone}/output` + parameters({ by: 'product,period' });
    case 'value':
      return path`/v1/zones/${zone}/value` + parameters({ by: 'measure,product,period' });
    case 'timeline':
      return path`/v1/zones/${zone}/timeline` + parameters({ product, basis: 'outlook' });
  }
}

/** @param after the position that the answers must reflect at least */
async function refresh(after) {
  await Promise.all([
    inquire('capacity', after).then(() => {
      const totals = state.answers.capacity?.value?.totals ?? [];
      state.listed = [...new Set(totals.map((total) => total.product))].sort();
      if (state.product === null) {
        state.product = (totals.find((total) => total.status === 'operating') ?? totals[0])?.product ?? null;
      }
      return state.product === null ? undefined : inquire('timeline', after);
    }),
    ...['coverage', 'output', 'value'].map((part) => inquire(part, after)),
  ]);
}

async function inquire(part, after) {
  const turn = ++turns;
  const wanted = question(part);
  const before = state.answers[part];
  let answer;
  try {
    answer = { path: wanted, turn, value: await ask(wanted + (after ? `&after=${encodeURIComponent(after)}` : ''), { headers: { Prefer: 'wait=5' } }) };
  } catch (failure) {
    answer = { path: wanted, turn, failure };
  }
  // What was asked later may have been answered before, and what was asked may no longer be wanted.
  if ((state.answers[part]?.turn ?? 0) > turn || question(part) !== wanted) {
    return;
  }
  state.answers[part] = answer;
  if (part === 'capacity' && before?.value && before.path === wanted) {
    mark(before.value, answer.value);
  }
  show();
}

/** Marks for a while what has become another figure. */
function mark(before, now) {
  const known = new Map(before.totals.map((total) => [cell(total), JSON.stringify(total)]));
  const others = (now?.totals ?? []).filter((total) => known.get(cell(total)) !== JSON.stringify(total)).map(cell);
  others.forEach((one) => state.changed.add(one));
  setTimeout(() => {
    others.forEach((one) => state.changed.delete(one));
    show();
  }, MARKED_MILLIS);
}

/** Listens to the zone that is shown. */
function follow() {
  listening.abort();
  listening = new AbortController();
  const { zone } = state;
  let present = false;
  let waiting = null;
  listen(zone, {
    state(now, why) {
      state.live = { state: now, why };
      present = present && now !== 'connecting';
      show();
    },
    present() {
      present = true;
    },
    total({ key, total }) {
      const before = state.totals.get(key) ?? null;
      state.totals.set(key, total);
      if (!present || JSON.stringify(before) === JSON.stringify(total)) {
        return;
      }
      state.latest = [{ key, before, after: total, at: new Date() }, ...state.latest].slice(0, LATEST);
      clearTimeout(waiting);
      waiting = setTimeout(() => state.zone === zone && refresh(total?.position), 200);
      show();
    },
  }, listening.signal);
}

function show() {
  render(html`
    ${banner(state, act)}
    <main>
      ${state.failure ? html`<p class="failure" role="alert">${state.failure.message}</p>` : nothing}
      ${state.zone === null ? empty() : html`
        ${capacity(state, act)}
        ${coverage(state, act)}
        ${state.product === null ? nothing : timeline(state, act)}
        <div class="beside">${output(state, act)}${value(state, act)}</div>
        ${latest(state)}`}
    </main>
    ${claims(state, act)}`, document.getElementById('page'));
  const dialog = document.querySelector('dialog');
  if (state.opened !== null && !dialog.open) {
    dialog.showModal();
  } else if (state.opened === null && dialog.open) {
    dialog.close();
  }
}

function empty() {
  return state.signingIn || state.failure ? nothing : html`<p class="empty">${state.asking ? 'Asking …' : 'No zone is on record yet. Once ingest-service has taken one in, reload this page.'}</p>`;
}

/** Zones by name from the catalog; where it does not answer, those that have totals. */
async function zones() {
  try {
    return await catalog.zones();
  } catch (failure) {
    if (failure.status === 401) {
      throw failure;
    }
    const { zones: known } = await ask('/v1/capacity' + parameters({ zones: 'all', asOf: state.asOf }));
    return known.map(({ zone }) => ({ id: zone, name: zone }));
  }
}

async function begin() {
  Object.assign(state, { failure: null, asking: true, ...nothingYet() });
  show();
  const wanted = new URLSearchParams(location.hash.slice(1));
  state.isPresent = !/^\d{4}-\d{2}-\d{2}$/.test(wanted.get('asOf') ?? '');
  state.asOf = state.isPresent ? today() : wanted.get('asOf');
  state.product = wanted.get('product');
  try {
    state.zones = await zones();
    state.products = await catalog.products().catch(() => new Map());
    state.zone = state.zones.find((zone) => zone.id === wanted.get('zone'))?.id ?? state.zones[0]?.id ?? null;
  } catch (failure) {
    state.zone = null;
    if (failure.status !== 401) {
      fail(failure);
    }
  }
  state.asking = false;
  show();
  if (state.zone !== null) {
    follow();
    await refresh();
  }
}

/** What is known of a zone that nothing was asked of. */
function nothingYet() {
  return { answers: {}, latest: [], totals: new Map(), changed: new Set(), opened: null };
}

function fail(failure) {
  state.failure = failure;
  show();
}

/** What is shown is in the address, behind the #, to be kept and passed on. */
function remember() {
  const { zone, asOf, isPresent, product } = state;
  history.replaceState(null, '', location.pathname + parameters({ zone, asOf: isPresent ? undefined : asOf, product }).replace('?', '#'));
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

signIn.whenNeeded((wasRefused) => {
  state.signingIn = true;
  state.wasRefused ||= wasRefused;
  show();
});
addEventListener('hashchange', begin);
// A page may stay open for days.
setInterval(() => state.isPresent && state.zone !== null && state.asOf !== today() && act.asOf(), DAY_CHECK_MILLIS);
signIn.comeBack().then(begin, (failure) => begin().then(() => fail(failure)));

import { token, mustSignIn } from './sign-in.js';

/** Tries of a question that finds nobody who could answer it yet. */
const TRIES = 5;

/** An answer that is none: a problem as of RFC 9457, or nothing at all. */
export class Refusal extends Error {
  constructor(status, problem) {
    const errors = (problem.errors ?? []).map((error) => [error.parameter ?? error.pointer, error.detail].filter(Boolean).join(': '));
    super([problem.title, problem.detail, ...errors].filter(Boolean).join('. '));
    this.status = status;
  }
}

/** Figures are decimals, exact at every digit: they stay as the answer has them, in text. */
export function exactly(text) {
  return JSON.parse(text, (key, value, context) =>
    typeof value === 'number' && context?.source !== undefined ? context.source : value);
}

/**
 * Asks a service.
 *
 * @param path the path and the parameters, as the links of answers have them
 * @param origin of the service; the page's own if left out
 */
export async function ask(path, { origin = '', headers = {} } = {}) {
  for (let left = TRIES; ; left--) {
    let answer;
    try {
      answer = await fetch(origin + path, { headers: { Accept: 'application/json', ...headers, ...(await authorisation()) } });
    } catch {
      throw new Refusal(0, { title: 'The service does not answer' });
    }
    if (answer.ok) {
      return exactly(await answer.text());
    }
    if (answer.status === 503 && left > 1) {
      await pause(answer.headers.get('Retry-After'));
      continue;
    }
    throw await refused(answer);
  }
}

export async function refused(answer) {
  if (answer.status === 401) {
    mustSignIn();
  }
  const text = await answer.text();
  try {
    return new Refusal(answer.status, JSON.parse(text));
  } catch {
    return new Refusal(answer.status, { title: `The service answers ${answer.status}` });
  }
}

export async function authorisation() {
  const known = await token();
  return known ? { Authorization: `Bearer ${known}` } : {};
}

/** Puts a path together of which no value can leave its place. */
export function path(parts, ...values) {
  return parts.reduce((whole, part, at) => whole + encodeURIComponent(values[at - 1]) + part);
}

/** Parameters of a question; what has no value is left out. */
export function parameters(values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : '?' + new URLSearchParams(given);
}

export function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, 1000 * (Number(seconds) || 1)));
}

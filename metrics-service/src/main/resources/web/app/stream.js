import { authorisation, exactly, path, pause, refused } from './ask.js';

/**
 * Listens to the totals of a zone (server-sent events), comes back where the stream ends, and goes on from the last event.
 * The browser's own EventSource sends no token.
 *
 * @param on told what comes: `total(total)`, `present()`, `state('connecting' | 'live' | 'refused', why)`
 */
export async function listen(zone, on, signal) {
  let last = null;
  while (!signal.aborted) {
    on.state('connecting');
    try {
      const answer = await fetch(path`/v1/zones/${zone}/stream`, {
        headers: { Accept: 'text/event-stream', ...(last ? { 'Last-Event-ID': last } : {}), ...(await authorisation()) },
        signal,
      });
      if (answer.ok) {
        for await (const event of events(answer.body)) {
          last = event.id ?? last;
          if (event.event === 'total') {
            on.total(exactly(event.data));
          } else if (event.event === 'present') {
            on.present();
            on.state('live');
          }
        }
      } else {
        const why = await refused(answer);
        on.state('refused', why);
        if (answer.status !== 503) {
          return;
        }
      }
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
    }
    await pause(2);
  }
}

/** The events of a stream, one after the other, as of the section "Interpreting an event stream" of the HTML standard. */
async function* events(body) {
  let rest = '';
  let event = {};
  for await (const text of chunks(body)) {
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (event.data !== undefined) {
          yield event;
        }
        event = {};
        continue;
      }
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'data') {
        event.data = event.data === undefined ? value : event.data + '\n' + value;
      } else if (field === 'id' || field === 'event') {
        event[field] = value;
      }
    }
  }
}

async function* chunks(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      yield read.value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

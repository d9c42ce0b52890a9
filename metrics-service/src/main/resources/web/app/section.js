import { html, nothing } from 'lit-html';

/**
 * A part of the page that an answer stands behind, with the question that it answers.
 *
 * @param answer {path, value} or {path, failure}; undefined while none has come
 */
export function section(id, title, answer, body, beside = nothing) {
  return html`
    <section id=${id} aria-labelledby="${id}-title" aria-busy=${answer === undefined}>
      <header>
        <h2 id="${id}-title">${title}</h2>
        ${beside}
        ${answer === undefined ? nothing : html`<a class="question" href=${answer.path} title="The question that this answers">GET ${decodeURIComponent(answer.path)}</a>`}
      </header>
      ${answer === undefined ? html`<p class="empty">Asking …</p>` : nothing}
      ${answer?.failure ? html`<p class="failure" role="alert">${answer.failure.message}</p>` : nothing}
      ${answer?.value ? body(answer.value) : nothing}
    </section>`;
}

// Makes the passkey button of the issuer's pages work. The pages work without it.
(() => {
  'use strict';
  const box = document.getElementById('passkey');
  if (!box || !window.PublicKeyCredential) return;
  const button = box.querySelector('button');
  const error = document.getElementById('passkey-error');
  const act = box.dataset.act;
  const request = box.dataset.request || null;
  const link = box.dataset.link || null;

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

  const post = async (path, body) => {
    const response = await fetch(path, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), credentials: 'same-origin',
    });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(answer.message || 'That did not work. Load the page again and try once more.');
    return answer;
  };

  const named = (list) => (list || []).map((entry) => ({ ...entry, id: bytes(entry.id) }));

  const signIn = async () => {
    const { ceremony, options } = await post('/staff/passkey/sign-in-options', { request });
    const credential = await navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) },
    });
    const { authenticatorData, clientDataJSON, signature, userHandle } = credential.response;
    return post('/staff/passkey/sign-in', {
      request,
      ceremony,
      credential: {
        id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: credential.getClientExtensionResults(),
        response: {
          authenticatorData: text(authenticatorData), clientDataJSON: text(clientDataJSON), signature: text(signature),
          userHandle: userHandle ? text(userHandle) : null,
        },
      },
    });
  };

  // The question for the name shows what is wrong with it as the other questions of a page do.
  const name = document.getElementById('passkey-name');
  const nameProblem = (message) => {
    document.getElementById('passkey-name-error')?.remove();
    name.parentElement.classList.toggle('govuk-form-group--error', Boolean(message));
    name.classList.toggle('govuk-input--error', Boolean(message));
    name.setAttribute('aria-describedby', message ? 'passkey-name-hint passkey-name-error' : 'passkey-name-hint');
    if (!message) return;
    const words = document.createElement('p');
    words.id = 'passkey-name-error';
    words.className = 'govuk-error-message';
    words.textContent = message;
    name.before(words);
    name.focus();
  };

  const add = async () => {
    const { ceremony, options } = await post('/staff/passkey/add-options', { request, link, name: name.value });
    const credential = await navigator.credentials.create({
      publicKey: {
        ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: named(options.excludeCredentials),
      },
    });
    const { attestationObject, clientDataJSON } = credential.response;
    return post('/staff/passkey/add', {
      request,
      link,
      ceremony,
      name: name.value,
      credential: {
        id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: credential.getClientExtensionResults(),
        response: {
          attestationObject: text(attestationObject), clientDataJSON: text(clientDataJSON),
          transports: credential.response.getTransports ? credential.response.getTransports() : [],
        },
      },
    });
  };

  const words = (failure) => {
    if (failure.name === 'NotAllowedError' || failure.name === 'AbortError') return 'The passkey was not used: it was cancelled, or it took too long. Try again, or use another way.';
    if (failure.name === 'InvalidStateError') return 'This device already holds a passkey for your account.';
    if (failure.name === 'SecurityError' || failure.name === 'NotSupportedError') return 'This browser or device cannot use a passkey here. Use another way.';
    return failure.message;
  };

  button.addEventListener('click', async () => {
    error.hidden = true;
    if (name) {
      nameProblem(name.value.trim() ? '' : 'Enter a name for the passkey');
      if (!name.value.trim()) return;
    }
    button.disabled = true;
    try {
      const { location } = await (act === 'add' ? add() : signIn());
      window.location.assign(location);
    } catch (failure) {
      error.textContent = words(failure);
      error.hidden = false;
      button.disabled = false;
    }
  });
  box.hidden = false;
  // The other way of an invitation folds away where the passkey works, unless something is wrong in it.
  if (!document.querySelector('.govuk-error-summary')) document.querySelector('details[open]')?.removeAttribute('open');
  // One green button on a page: the passkey's, where it works.
  if (!button.classList.contains('govuk-button--secondary')) {
    document.querySelectorAll('form button.govuk-button').forEach((other) => other.classList.add('govuk-button--secondary'));
  }
})();

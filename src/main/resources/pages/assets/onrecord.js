// What moves on pages. Every page works without it.

// A button copies the text of the element that it names. Browsers let only pages of HTTPS and of the own machine copy.
for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copy).textContent;
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.copied;
  });
}

// A box suggests names: the combobox pattern of the ARIA Authoring Practices Guide, with a list of options. A box of a
// person or an event keeps the key of the chosen one (data-key), another box leads to its page.
const DELAY = 150; // Milliseconds.

for (const [number, input] of document.querySelectorAll('input[data-suggest]').entries()) {
  const list = Object.assign(document.createElement('ul'), {
    id: `options-${number}`, className: 'options', hidden: true,
  });
  const status = Object.assign(document.createElement('p'), { className: 'status' });
  const box = Object.assign(document.createElement('span'), { className: 'suggested' });
  const chosen = Object.assign(document.createElement('input'), { type: 'hidden', name: input.name, disabled: true });
  const isKept = 'key' in input.dataset;
  const hasFocus = input === document.activeElement;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', document.querySelector(`label[for="${input.id}"]`).textContent);
  status.setAttribute('role', 'status');
  input.replaceWith(box);
  box.append(input, list, status);
  if (hasFocus) {
    input.focus();
  }
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', list.id]]) {
    input.setAttribute(name, value);
  }
  let options = [];
  let active = -1;
  let timer;
  let request;

  const choose = (key) => {
    chosen.value = key;
    chosen.disabled = !key;
    input.name = key ? '' : chosen.name;
  };
  const select = (index) => {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
    if (index < 0) {
      input.removeAttribute('aria-activedescendant');
    } else {
      input.setAttribute('aria-activedescendant', list.children[index].id);
      list.children[index].scrollIntoView({ block: 'nearest' });
    }
  };
  const show = (found) => {
    options = found;
    list.replaceChildren(...found.map(({ label, detail, lang }, i) => {
      const item = document.createElement('li');
      const name = Object.assign(document.createElement('span'), { textContent: label, dir: 'auto' });
      if (lang) {
        name.lang = lang;
      }
      item.id = `${list.id}-${i}`;
      item.setAttribute('role', 'option');
      item.append(name, Object.assign(document.createElement('span'),
        { textContent: detail, className: 'meta', dir: 'auto' }));
      return item;
    }));
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    select(-1);
  };
  const close = () => {
    clearTimeout(timer);
    request?.abort();
    show([]);
  };
  const take = ({ label, link, key }) => {
    if (isKept) {
      input.value = label;
      choose(key);
      close();
    } else {
      location.assign(link);
    }
  };
  const suggest = async () => {
    request?.abort();
    request = new AbortController();
    try {
      const response = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value.trim())}`,
        { signal: request.signal, headers: { Accept: 'application/json' } });
      show(response.ok ? await response.json() : []);
      status.textContent = input.dataset.found.replace('{0}', options.length);
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        close();
      }
    }
  };
  if (isKept) {
    box.append(chosen);
    choose(input.dataset.key);
  }
  close();
  input.addEventListener('input', () => {
    if (isKept) {
      choose('');
    }
    clearTimeout(timer);
    if (input.value.trim().length < 2) {
      close();
    } else {
      timer = setTimeout(suggest, DELAY);
    }
  });
  input.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) {
      return;
    }
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      // From the text to the first or the last option, and back.
      const step = key === 'ArrowDown' ? 1 : -1;
      select(((active + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (key === 'Enter' && active >= 0) {
      take(options[active]);
    } else if (key === 'Escape') {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
  input.addEventListener('blur', close);
  list.addEventListener('mousedown', (event) => event.preventDefault()); // The box keeps the focus.
  list.addEventListener('click', (event) => {
    const item = event.target.closest('li');
    if (item) {
      take(options[[...list.children].indexOf(item)]);
    }
  });
}

// The links of a timeline replace only the timeline, and a mouse selects days in its picture. The address keeps the
// state.
const TIMELINE = '[data-zoom]';
const DAY = 86_400_000; // Milliseconds.

let zooming;

const zoom = async (url) => {
  zooming?.abort();
  zooming = new AbortController();
  try {
    const response = await fetch(url, { signal: zooming.signal, headers: { Accept: 'text/html' } });
    if (!response.ok) {
      throw new Error(`${url} has the status ${response.status}`);
    }
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    // The link to the query of the page changes too.
    for (const part of [TIMELINE, 'footer']) {
      document.querySelector(part).replaceWith(page.querySelector(part));
    }
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    // The browser, or the page of the error, says what is wrong. A browser does not load its own address by a link.
    if (url === location.href) {
      location.reload();
    } else {
      location.assign(url);
    }
    throw failure;
  }
};
const zoomTo = async (url) => {
  try {
    await zoom(url);
  } catch {
    return;
  }
  history.pushState(null, '', url);
  const chosen = document.querySelector(`${TIMELINE} nav [aria-current]`) ?? document.getElementById('timeline');
  chosen.focus({ preventScroll: true, focusVisible: true });
};

if (document.querySelector(TIMELINE)) {
  document.addEventListener('click', (event) => {
    const link = event.target.closest(`${TIMELINE} nav a`);
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      zoomTo(link.href);
    }
  });
  window.addEventListener('popstate', () => zoom(location.href).catch(() => {}));
  document.addEventListener('pointerdown', (event) => {
    const picture = event.target.closest(`${TIMELINE} svg.timeline`);
    if (!picture || event.pointerType !== 'mouse' || event.button !== 0) {
      return;
    }
    const { first, last, begin, end } = picture.dataset;
    const place = ({ clientX }) => {
      const x = new DOMPoint(clientX, 0).matrixTransform(picture.getScreenCTM().inverse()).x;
      return Math.min(Math.max((x - begin) / (end - begin), 0), 1);
    };
    const from = place(event);
    const selection = document.createElementNS(picture.namespaceURI, 'rect');
    selection.setAttribute('class', 'selection');
    selection.setAttribute('height', picture.viewBox.baseVal.height);
    picture.append(selection);
    const select = (move) => {
      const [low, high] = [from, place(move)].sort((a, b) => a - b);
      selection.setAttribute('x', Number(begin) + low * (end - begin));
      selection.setAttribute('width', (high - low) * (end - begin));
      return [low, high];
    };
    picture.setPointerCapture(event.pointerId);
    picture.addEventListener('pointermove', select);
    picture.addEventListener('lostpointercapture', () => {
      picture.removeEventListener('pointermove', select);
      selection.remove();
    }, { once: true });
    picture.addEventListener('pointerup', (up) => {
      const days = (Date.parse(last) - Date.parse(first)) / DAY;
      const [low, high] = select(up).map((part) => Math.round(part * days));
      if (high > low) {
        const date = (day) => new Date(Date.parse(first) + day * DAY).toISOString().slice(0, 10);
        zoomTo(`${location.pathname}?from=${date(low)}&to=${date(high)}#timeline`);
      }
    }, { once: true });
  });
}

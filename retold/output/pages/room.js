const one = (pick, under = document) => under.querySelector(pick);
const all = (pick, under = document) => [...under.querySelectorAll(pick)];
const GRAVITY = { low: 0, medium: 1, high: 2 };
const form = one('#filters'), live = form && form.dataset.live === '1', items = all('li.f');
document.body.classList.add('js');
one('#url').textContent = ' · ' + (location.protocol === 'file:' ? location.pathname : location.href);

const say = (text) => { const line = one('#said'); line.textContent = text; clearTimeout(say.end); say.end = setTimeout(() => { line.textContent = ''; }, 2500); };

const chosen = () => {
  const data = new FormData(form), letter = one('[name=telling] option:checked', form)?.dataset.l || '';
  return { kinds: new Set(data.getAll('kinds')), least: GRAVITY[data.get('gravity')], sure: Number(data.get('sure')), letter, words: data.get('search').trim().toLowerCase() };
};

const passes = (item, want, kinds) => (!kinds || want.kinds.has(item.dataset.k))
  && GRAVITY[item.dataset.g] >= want.least && Number(item.dataset.s) >= want.sure
  && (!want.letter || item.dataset.t.split(' ').includes(want.letter))
  && (!want.words || item.textContent.toLowerCase().includes(want.words));

const address = () => {
  const data = new FormData(form), query = new URLSearchParams(location.search), boxes = all('[name=kinds][type=checkbox]', form);
  const on = boxes.filter((box) => box.checked).map((box) => box.value);
  const usual = boxes.every((box) => box.checked !== ['house style', 'wording'].includes(box.value));
  const put = (name, value, usually) => { if (value === usually) query.delete(name); else query.set(name, value); };
  if (usual) query.delete('kinds'); else query.set('kinds', on.join(',') || 'none');
  put('gravity', data.get('gravity'), 'low'); put('sure', data.get('sure'), '0.05');
  put('telling', data.get('telling') || '', ''); put('search', data.get('search').trim(), '');
  if (data.get('show') && live) query.set('show', data.get('show'));
  query.delete('draw');
  return query;
};

const carry = (query) => {
  const text = query.toString() ? '?' + query : '';
  try { history.replaceState(null, '', (text || location.pathname) + location.hash); } catch { /* a file that may not */ }
  for (const link of all('[data-to]')) link.href = link.dataset.to + text;
  for (const link of live ? all('a.node, .tree a, .views a, .cards th a:not(.out), a#link') : []) {
    const own = new URL(link.getAttribute('href'), location), mixed = new URLSearchParams(query);
    for (const name of ['show', 'view']) { if (own.searchParams.has(name)) mixed.set(name, own.searchParams.get(name)); else if (name === 'view') mixed.delete(name); }
    link.setAttribute('href', '?' + mixed);
  }
  one('#url').textContent = ' · ' + (location.protocol === 'file:' ? location.pathname : location.href);
};

const sift = () => {
  const want = chosen(), off = new Set(), counts = {};
  let shown = 0;
  for (const item of items) {
    const on = passes(item, want, true);
    item.hidden = !on;
    if (!on) off.add(item.id.slice(1));
    if (on && item.dataset.k !== 'suspect') shown += 1;
    if (passes(item, want, false)) counts[item.dataset.k] = (counts[item.dataset.k] || 0) + 1;
  }
  for (const mark of all('.m')) {
    const on = mark.dataset.f.split(' ').filter((number) => !off.has(number));
    mark.classList.toggle('off', !on.length);
    const item = on.length && document.getElementById('f' + on[0]);
    if (item) { mark.dataset.g = item.dataset.g[0]; mark.dataset.k = one('.no', item).textContent.replace(/\d+$/, ''); }
  }
  for (const sign of all('.n[data-f], .v[data-f]')) sign.hidden = off.has(sign.dataset.f);
  for (const count of all('[data-count]')) {
    const box = one('input', count.parentElement);
    if (!('absent' in box.dataset)) count.textContent = counts[count.dataset.count] || 0;
  }
  one('#count').textContent = shown;
};

let here = null;
const goTo = (item, move = true) => {
  all('.here').forEach((mark) => mark.classList.remove('here'));
  here = item;
  if (!item) return;
  item.classList.add('here');
  all('.m').filter((mark) => mark.dataset.f.split(' ').includes(item.id.slice(1))).forEach((mark) => mark.classList.add('here'));
  if (move) { item.focus({ preventScroll: true }); item.scrollIntoView({ block: 'nearest' }); one('.m.here')?.scrollIntoView({ block: 'center' }); }
};
const step = (by) => {
  const list = all('li.f, tr.row').filter((item) => !item.hidden);
  if (!list.length) return;
  const at = list.indexOf(here);
  const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by))];
  if (next.matches('tr')) { here = next; one('a', next).focus(); } else goTo(next);
};

const tell = async (value) => {
  const data = new URLSearchParams(new FormData(one('#say')));
  data.set('say', value);
  const answer = await fetch('/labels', { method: 'POST', body: data, headers: { accept: 'application/json' } }).catch(() => null);
  say(answer?.ok ? `kept: ${value.split(' ').slice(1).join(' ')}` : 'this could not be kept');
  return Boolean(answer?.ok);
};
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('button[form=say]');
  if (!button) return;
  event.preventDefault();
  if (await tell(button.value)) all(`button[form=say]`, button.parentElement).forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
});

if (form) {
  form.addEventListener('input', (event) => {
    if (event.target.dataset?.absent && live) { location.assign('?' + address() + location.hash); return; }
    sift();
    carry(address());
  });
  form.addEventListener('submit', (event) => { event.preventDefault(); sift(); carry(address()); });
  if (!live && location.search) {
    const query = new URLSearchParams(location.search), kinds = query.get('kinds')?.split(',');
    for (const box of all('[name=kinds][type=checkbox]', form)) if (kinds) box.checked = kinds.includes(box.value);
    for (const name of ['gravity', 'sure', 'telling', 'search']) { const field = one(`[name=${name}]`, form); if (field && query.has(name)) field.value = query.get(name); }
  }
  if (!live) sift();
}
for (const item of items) item.addEventListener('focusin', () => { if (here !== item) goTo(item, false); });
const arrive = () => {
  const goal = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!goal) return;
  for (let fold = goal.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  if (goal.matches('li.f')) goTo(goal, false);
  if (goal.matches('.n')) goTo(document.getElementById('f' + goal.dataset.f), false);
  if (goal.matches('dialog')) keys();
};
addEventListener('hashchange', arrive);

const keys = () => { const box = one('#keys'); if (!box.open) box.showModal(); };
const press = (key) => one(`[data-key="${key}"]`);
const acts = {
  j: () => step(1), k: () => step(-1), '?': keys,
  w: () => { const why = here && one('details', here); if (why) why.open = !why.open; },
  m: () => { const mark = here && one(`.n[data-f="${here.id.slice(1)}"]`); if (document.activeElement === mark) here.focus(); else mark?.focus(); },
  '/': () => press('/')?.focus(), '0': () => { const boxes = all('.kinds input'), on = boxes.some((box) => !box.checked && !box.dataset.absent); boxes.forEach((box) => { if (!box.dataset.absent) box.checked = on; }); if (form) { sift(); carry(address()); } },
  y: () => here && tell(here.dataset.c + ' agree'), x: () => here && tell(here.dataset.c + ' not a change'), z: () => here && tell(here.dataset.c + ' wrong kind'),
  l: async () => { try { await navigator.clipboard.writeText(location.href); say('link copied'); } catch { say(location.href); } },
  '[': () => beside(-1), ']': () => beside(1),
};
const beside = (by) => {
  if (!live) return;
  const query = address(), others = all('[name=telling] option', form).map((option) => option.value).slice(1), show = (query.get('show') || '').split(',');
  const rest = others.filter((key) => key !== show[0]), at = rest.indexOf(show[1]);
  query.set('show', show[0] + ',' + rest[(at + by + rest.length) % rest.length]);
  location.assign('?' + query);
};
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.('input:not([type=checkbox]),select,textarea') || one('dialog[open]')) {
    if (event.key === 'Escape' && event.target.matches?.('input')) event.target.blur();
    return;
  }
  const { key } = event;
  if (key === '?') event.preventDefault();
  if (acts[key]) { event.preventDefault(); acts[key](); } else if (/^[1-9]$/.test(key)) all('.kinds input')[key - 1]?.click(); else if (/^[a-z]$/.test(key)) press(key)?.click();
});
one('.bar [data-key="?"]')?.addEventListener('click', (event) => { event.preventDefault(); keys(); });

const cold = all('[data-heat]');
if (cold.length && live) {
  const NS = 'http://www.w3.org/2000/svg', make = (name, values) => { const made = document.createElementNS(NS, name); for (const [key, value] of Object.entries(values)) made.setAttribute(key, value); return made; };
  const paint = (spot, strip) => {
    const svg = make('svg', { class: 'heat', viewBox: `0 0 ${strip.width} 10`, preserveAspectRatio: 'none', role: 'img', 'aria-label': strip.title });
    for (const [degree, d] of strip.paths) svg.append(make('path', { class: degree, d }));
    spot.replaceWith(svg);
  };
  const waiting = new Set();
  let busy = false;
  const fetchSome = async () => {
    if (busy || !waiting.size) return;
    busy = true;
    const some = [...waiting].slice(0, 6);
    some.forEach((spot) => waiting.delete(spot));
    const answer = await fetch(location.pathname + '/heat.json?of=' + some.map((spot) => spot.dataset.heat).join(',')).catch(() => null);
    if (answer?.ok) { const strips = await answer.json(); some.forEach((spot) => strips[spot.dataset.heat] && paint(spot, strips[spot.dataset.heat])); }
    busy = false;
    fetchSome();
  };
  const watch = new IntersectionObserver((seen) => { for (const each of seen) if (each.isIntersecting) { waiting.add(each.target); watch.unobserve(each.target); } fetchSome(); });
  cold.forEach((spot) => watch.observe(spot));
}
if (one('#drawing')) setInterval(() => { if (!document.activeElement?.matches('input, select')) location.reload(); }, 5000);
arrive();

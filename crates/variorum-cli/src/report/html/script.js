// The page works without this script. It adds the keys j, k, Enter and b, marks all passages of the item that a passage was
// opened from, and unfolds what is folded before printing.
(() => {
  const items = [...document.querySelectorAll('.item')];
  let opened = null;
  const shown = item => item.offsetParent !== null;
  const focus = item => {
    for (let around = item.parentElement; around; around = around.parentElement) if (around.tagName === 'DETAILS') around.open = true;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: 'nearest' });
  };
  const go = step => {
    const list = items.filter(shown);
    if (!list.length) return;
    const here = list.indexOf(document.activeElement.closest?.('.item'));
    focus(list[here < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, here + step))]);
  };
  // All passages of an item are marked; each column that holds one scrolls to its first.
  const mark = item => {
    document.querySelectorAll('.passage.on').forEach(passage => passage.classList.remove('on'));
    const columns = new Set();
    for (const link of item.querySelectorAll('a.place')) {
      const passage = document.getElementById(link.hash.slice(1));
      const column = passage?.closest('article');
      if (!column) continue;
      passage.classList.add('on');
      if (columns.has(column)) continue;
      columns.add(column);
      column.scrollTop += passage.getBoundingClientRect().top - column.getBoundingClientRect().top - 60;
    }
    opened = item;
    return columns;
  };
  const sideBySide = document.body.classList.contains('side-by-side');
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a.place');
    const item = link?.closest('.item');
    if (!item) return;
    mark(item);
    if (sideBySide) {
      const column = document.getElementById(link.hash.slice(1))?.closest('article');
      if (column && getComputedStyle(column.closest('.articles')).position === 'sticky') event.preventDefault();
    }
  });
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === 'j') go(1);
    else if (event.key === 'k') go(-1);
    else if (event.key === 'b' && opened) focus(opened);
    else if (event.key === 'Enter' && event.target.classList.contains('item')) event.target.querySelector('a.place')?.click();
  });
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let folded = false;
    for (let around = target; around; around = around.parentElement)
      if (around.tagName === 'DETAILS' && !around.open) folded = around.open = true;
    if (folded) target.scrollIntoView();
  };
  addEventListener('hashchange', open);
  addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(details => { details.open = true; }));
  if (location.hash) open();
})();

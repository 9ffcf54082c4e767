// The page works without this script: it adds the keys j, k and Enter, and keeps the item in sight that a passage was opened from.
(() => {
  const items = [...document.querySelectorAll('.item')];
  const shown = item => item.offsetParent !== null;
  const go = step => {
    const list = items.filter(shown);
    if (!list.length) return;
    const here = list.indexOf(document.activeElement.closest?.('.item'));
    const next = here < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, here + step));
    const item = list[next];
    if (!item.hasAttribute('tabindex')) item.setAttribute('tabindex', '-1');
    item.focus();
    item.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === 'j') go(1);
    else if (event.key === 'k') go(-1);
    else if (event.key === 'Enter' && event.target.classList.contains('item')) event.target.querySelector('a.badge')?.click();
  });
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let around = target; around; around = around.parentElement) if (around.tagName === 'DETAILS') around.open = true;
    target?.scrollIntoView({ block: 'center' });
  };
  addEventListener('hashchange', open);
  if (location.hash) open();
})();

// Before anything is painted, and before the program has come: the look chosen on this device (a
// page that first shows the other theme hurts the eyes), and whether the browser can install.
{
  const root = document.documentElement;
  try {
    const { theme, text } = localStorage;
    if (theme) root.dataset.theme = theme;
    if (text) root.dataset.text = text;
    if (sessionStorage.inAppSeen) root.dataset.inAppSeen = '';
  } catch {}

  if (matchMedia('(display-mode: standalone)').matches || navigator.standalone) {
    root.dataset.install = 'done';
  }
  let offer;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event;
    root.dataset.install = 'offered';
  });
  addEventListener('appinstalled', () => (root.dataset.install = 'done'));

  const wishes = {
    // An offer can be used once.
    async install() {
      await offer.prompt();
      const { outcome } = await offer.userChoice;
      root.dataset.install = outcome === 'accepted' ? 'done' : 'menu';
    },
    stay() {
      root.dataset.inAppSeen = '';
      sessionStorage.inAppSeen = '1';
    },
    // The text of the box that the button names; what stands after the button says that it is done.
    async copy(button) {
      const box = document.getElementById(button.dataset.of);
      box.select();
      try {
        await navigator.clipboard.writeText(box.value);
      } catch {
        document.execCommand('copy');
      }
      button.nextElementSibling.textContent = 'Đã sao chép. Mở Zalo rồi dán vào tin nhắn.';
    },
  };
  addEventListener('click', ({ target }) => {
    const button = target.closest('[data-wish]');
    wishes[button?.dataset.wish]?.(button);
  });
}

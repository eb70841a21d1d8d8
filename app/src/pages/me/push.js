// Being told of work while no page is open: asks the browser for it, and shows on the document's root
// how that stands ("off", "on", "denied", "failed"; nothing where it cannot be).
//
// The build joins this to the loader of the program.
{
  const ADDRESS = '/api/v1/push';
  const root = document.documentElement;
  const show = (state) => {
    if (state) root.dataset.push = state;
    else delete root.dataset.push;
  };

  const registered = () => navigator.serviceWorker.getRegistration();

  /** The server's key, or nothing where it pushes nothing. */
  const serversKey = async () => {
    const answer = await fetch(ADDRESS);
    return answer.ok ? (await answer.json()).key : undefined;
  };

  const tell = (subscription) =>
    fetch(ADDRESS, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(subscription),
    });

  const look = async () => {
    const registration = 'PushManager' in window && (await registered());
    if (!registration?.pushManager || !(await serversKey())) return show();
    if (Notification.permission === 'denied') return show('denied');
    const subscription = await registration.pushManager.getSubscription();
    // Whoever is signed in now is the one who is told here.
    const isOn = subscription && (await tell(subscription)).ok;
    show(isOn ? 'on' : 'off');
  };

  const begin = async () => {
    const [key, registration] = [await serversKey(), await registered()];
    if ((await Notification.requestPermission()) !== 'granted') {
      return show(Notification.permission === 'denied' ? 'denied' : 'off');
    }
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key,
    });
    show((await tell(subscription)).ok ? 'on' : 'failed');
  };

  const end = async () => {
    const subscription = await (await registered()).pushManager.getSubscription();
    await subscription?.unsubscribe();
    await fetch(ADDRESS, { method: 'DELETE' });
    show('off');
  };

  addEventListener('push-shown', () => look().catch(() => show()));
  addEventListener('click', ({ target }) => {
    const what = { begin, end }[target.closest?.('[data-push]')?.dataset.push];
    what?.().catch(() => show('failed'));
  });
}

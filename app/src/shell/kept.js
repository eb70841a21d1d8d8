// In the empty page only, which has nothing to draw before the program comes: begins to read the
// phone's store meanwhile. The program takes what was asked for unless a window has changed the store
// since; it makes the stores itself (`device/indexed_db.rs`).
window.kept = new Promise((resolve) => {
  const opening = indexedDB.open('hocvuso');
  opening.onupgradeneeded = () => opening.transaction.abort();
  opening.onerror = () => resolve();
  opening.onsuccess = () => {
    const database = opening.result;
    const kept = { database, isOld: false };
    // Whatever fails from here on, the program does it again.
    queueMicrotask(() => resolve(kept));
    database.onversionchange = () => database.close();
    kept.channel = new BroadcastChannel('hocvuso-outbox');
    kept.channel.onmessage = () => (kept.isOld = true);
    const stores = database.transaction(['self', 'outbox', 'log']);
    const all = (name) => stores.objectStore(name).getAll();
    const own = ['id', 'stamp', 'position', 'ground', 'names'];
    const asked = own.map((key) => stores.objectStore('self').get(key));
    kept.asked = [...asked, all('outbox'), all('log')];
  };
}).catch(() => {});

// Most cards need the italics in their list of sources alone: the file is loaded when the reader comes near.
const apparatus = document.querySelector<HTMLElement>('.card-apparatus');

if (apparatus) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      apparatus.dataset['near'] = '';
      observer.disconnect();
    },
    { rootMargin: '600px' },
  );
  observer.observe(apparatus);
}

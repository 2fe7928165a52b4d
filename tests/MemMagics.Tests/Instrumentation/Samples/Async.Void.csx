// An async void method is charged on whatever thread it goes on.
// #!mprun -f Fire Hop.Run(() => { Fire(100); return Task.FromResult(1); })
object kept = null;

async void Fire(int n)      //= 1x 0 B
{
    kept = new byte[n];     //= 1x 128 B
    await new Hop();        //= 1x 200 B
    kept = new byte[n * 2]; //= 1x 224 B
}                           //= 1x 0 B
// outside of the functions: 448 B

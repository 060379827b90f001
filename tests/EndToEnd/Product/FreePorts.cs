using System.Net;
using System.Net.Sockets;

namespace Mash.EndToEnd.Product;

/// <summary>
/// Ports that nobody listens on, below those that systems give to outgoing connections: a server that is away between a kill and the
/// next start finds its port again.
/// </summary>
internal static class FreePorts
{
    private const int First = 20_000;
    private const int Last = 32_000;

    public static int[] Take(int count)
    {
        var held = new List<TcpListener>();
        try
        {
            while (held.Count < count)
            {
                var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, Last));
                try
                {
                    listener.Start();
                    held.Add(listener);
                }
                catch (SocketException)
                {
                    listener.Dispose();
                }
            }
            return [.. held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }
    }
}
